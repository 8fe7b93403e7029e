package jdl.layer.activation;

import static jdl.expr.Expr.x;

import com.google.auto.service.AutoService;
import jdl.expr.Expr;
import jdl.layer.LayerType;
import jdl.layer.PointwiseLayer;
import jdl.proto.ExpParameter;
import jdl.proto.LayerParameter;

/** The type "Exp": {@code y = base^(shift + scale · x)}; the base -1 means e. */
@AutoService(LayerType.class)
public final class ExpType extends LayerType {

    public ExpType() {
        super(
                "Exp",
                1,
                LayerParameter::getExpParam,
                (p, bottoms) -> new PointwiseLayer(formula(p), bottoms));
    }

    private static Expr formula(ExpParameter p) {
        double log = Bases.log(p.getBase());
        return x().times(log * p.getScale()).exp().times(Math.exp(log * p.getShift()));
    }
}
