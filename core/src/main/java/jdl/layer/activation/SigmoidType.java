package jdl.layer.activation;

import static jdl.expr.Expr.x;

import com.google.auto.service.AutoService;
import jdl.layer.LayerType;
import jdl.layer.PointwiseLayer;
import jdl.proto.LayerParameter;

/** The type "Sigmoid": {@code y = 1 / (1 + exp(-x))}. */
@AutoService(LayerType.class)
public final class SigmoidType extends LayerType {

    public SigmoidType() {
        super(
                "Sigmoid",
                1,
                LayerParameter::getSigmoidParam,
                (p, bottoms) -> new PointwiseLayer(x().sigmoid(), bottoms));
    }
}
