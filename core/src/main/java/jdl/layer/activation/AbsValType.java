package jdl.layer.activation;

import static jdl.expr.Expr.x;

import com.google.auto.service.AutoService;
import jdl.layer.Bottoms;
import jdl.layer.LayerType;
import jdl.layer.PointwiseLayer;

/** The type "AbsVal": {@code y = |x|}. */
@AutoService(LayerType.class)
public final class AbsValType extends LayerType {

    public AbsValType() {
        super(
                "AbsVal",
                1,
                Bottoms::notInPlace,
                (layer, bottoms) -> new PointwiseLayer(x().abs(), bottoms));
    }
}
