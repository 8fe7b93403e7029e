package jdl.layer.activation;

import static jdl.expr.Expr.where;
import static jdl.expr.Expr.x;

import com.google.auto.service.AutoService;
import jdl.expr.Expr;
import jdl.layer.LayerType;
import jdl.layer.PointwiseLayer;

/** The type "Mish": {@code y = x tanh(log(1 + exp(x)))} (Misra 2019). */
@AutoService(LayerType.class)
public final class MishType extends LayerType {

    public MishType() {
        super("Mish", 1, layer -> layer, (p, bottoms) -> new PointwiseLayer(formula(), bottoms));
    }

    /**
     * Of {@code e = exp(x)} the tanh is {@code e (e + 2) / (e (e + 2) + 2)}; no exp is too large.
     */
    private static Expr formula() {
        Expr e = x().exp();
        Expr below = e.times(e.plus(2));
        Expr n = x().negated().exp();
        Expr above = n.times(2).plus(1);
        Expr tanh =
                where(x(), above.over(n.times(n).times(2).plus(above)), below.over(below.plus(2)));
        return x().times(tanh);
    }
}
