package jdl.layer.activation;

import static jdl.expr.Expr.x;

import com.google.auto.service.AutoService;
import jdl.layer.LayerType;
import jdl.layer.PointwiseLayer;
import jdl.proto.LayerParameter;

/** The type "TanH": {@code y = tanh(x)}. */
@AutoService(LayerType.class)
public final class TanHType extends LayerType {

    public TanHType() {
        super(
                "TanH",
                1,
                LayerParameter::getTanhParam,
                (p, bottoms) -> new PointwiseLayer(x().tanh(), bottoms));
    }
}
