package jdl.layer;

import static jdl.expr.Expr.x;

import com.google.auto.service.AutoService;

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
