package jdl.layer.activation;

import static jdl.expr.Expr.constant;
import static jdl.expr.Expr.where;
import static jdl.expr.Expr.x;

import com.google.auto.service.AutoService;
import jdl.expr.Expr;
import jdl.layer.LayerType;
import jdl.layer.PointwiseLayer;

/** The type "HardSwish": {@code y = x · min(max(x + 3, 0), 6) / 6} (Howard et al. 2019). */
@AutoService(LayerType.class)
public final class HardSwishType extends LayerType {

    public HardSwishType() {
        super(
                "HardSwish",
                1,
                layer -> layer,
                (p, bottoms) -> new PointwiseLayer(formula(), bottoms));
    }

    private static Expr formula() {
        Expr bend = x().times(x().plus(3)).times(1 / 6.0);
        return where(x().minus(3), x(), where(x().plus(3), bend, constant(0)));
    }
}
