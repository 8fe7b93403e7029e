package jdl.layer;

import static jdl.expr.Expr.x;

import com.google.auto.service.AutoService;
import jdl.proto.LayerParameter;

/** The type "AbsVal": {@code y = |x|}. */
@AutoService(LayerType.class)
public final class AbsValType extends LayerType {

    public AbsValType() {
        super(
                "AbsVal",
                1,
                LayerParameter::getType, // it has no settings
                (type, bottoms) -> new PointwiseLayer(x().abs(), bottoms));
    }
}
