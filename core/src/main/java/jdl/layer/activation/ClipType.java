package jdl.layer.activation;

import static jdl.expr.Expr.constant;
import static jdl.expr.Expr.where;
import static jdl.expr.Expr.x;

import com.google.auto.service.AutoService;
import jdl.expr.Expr;
import jdl.failure.Failure;
import jdl.layer.LayerType;
import jdl.layer.PointwiseLayer;
import jdl.proto.ClipParameter;
import jdl.proto.LayerParameter;

/** The type "Clip": {@code y = min where x < min, max where x > max, else x}. */
@AutoService(LayerType.class)
public final class ClipType extends LayerType {

    public ClipType() {
        super(
                "Clip",
                1,
                LayerParameter::getClipParam,
                (p, bottoms) -> new PointwiseLayer(formula(p), bottoms));
    }

    private static Expr formula(ClipParameter p) {
        if (!p.hasMin() || !p.hasMax()) throw Failure.config("wants both min and max");
        if (!(p.getMin() <= p.getMax()))
            throw Failure.config(
                    "min must not be above max, but they are " + p.getMin() + " and " + p.getMax());
        Expr atLeastMin = where(constant(p.getMin()).minus(x()), constant(p.getMin()), x());
        return where(x().minus(p.getMax()), constant(p.getMax()), atLeastMin);
    }
}
