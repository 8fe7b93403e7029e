package jdl.layer.activation;

import static jdl.expr.Expr.constant;
import static jdl.expr.Expr.max;
import static jdl.expr.Expr.x;

import com.google.auto.service.AutoService;
import jdl.expr.Expr;
import jdl.layer.LayerType;
import jdl.layer.PointwiseLayer;

/**
 * {@code y = (max(0, x) - √(1 / 2π)) / √(½ (1 - 1 / π))}: a ReLU that gives mean 0 and variance 1
 * to inputs that are standard normal (Arpit et al. 2016). Below it stands a layer whose weights
 * have rows of length 1: {@code param: {weight_norm: true}}.
 */
@AutoService(LayerType.class)
public final class NormPropType extends LayerType {

    private static final double MEAN = Math.sqrt(1 / (2 * Math.PI));
    private static final double DEVIATION = Math.sqrt(0.5 * (1 - 1 / Math.PI));

    public NormPropType() {
        super(
                "NormProp",
                1,
                layer -> layer,
                (layer, bottoms) -> new PointwiseLayer(formula(), bottoms));
    }

    private static Expr formula() {
        return max(x(), constant(0)).minus(MEAN).over(DEVIATION);
    }
}
