package jdl.layer.activation;

import static jdl.expr.Expr.where;
import static jdl.expr.Expr.x;

import com.google.auto.service.AutoService;
import jdl.expr.Expr;
import jdl.layer.LayerType;
import jdl.layer.PointwiseLayer;

/**
 * The type "SELU": {@code y = λ x where x > 0, λ α (exp(x) - 1) elsewhere}, with the λ and α that
 * keep mean 0 and variance 1 (Klambauer et al. 2017).
 */
@AutoService(LayerType.class)
public final class SELUType extends LayerType {

    public SELUType() {
        super("SELU", 1, layer -> layer, (p, bottoms) -> new PointwiseLayer(formula(), bottoms));
    }

    /** The fixed point of mean and variance under normal inputs. */
    static final double ALPHA = 1.6732632423543772;

    static final double SCALE = 1.0507009873554805;

    private static Expr formula() {
        return where(x(), x(), x().exp().minus(1).times(ALPHA)).times(SCALE);
    }
}
