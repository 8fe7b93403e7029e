package jdl.layer.activation;

import static jdl.expr.Expr.constant;
import static jdl.expr.Expr.x;

import com.google.auto.service.AutoService;
import jdl.expr.Expr;
import jdl.layer.LayerType;
import jdl.layer.PointwiseLayer;
import jdl.proto.GELUParameter;
import jdl.proto.LayerParameter;

/**
 * The type "GELU": {@code y = x Φ(x)}, Φ the chance that a normal number is below x, or by the
 * usual approximation with tanh (Hendrycks and Gimpel 2016).
 */
@AutoService(LayerType.class)
public final class GELUType extends LayerType {

    private static final double FAR = 20;

    public GELUType() {
        super(
                "GELU",
                1,
                LayerParameter::getGeluParam,
                (p, bottoms) -> new PointwiseLayer(formula(p), bottoms));
    }

    private static Expr formula(GELUParameter p) {
        return x().times(p.getApproximate() ? byTanh() : x().normalCdf());
    }

    /**
     * {@code (1 + tanh u) / 2 = sigmoid(2 u)} with {@code u = √(2/π) (x + 0.044715 x³)}; far out it
     * is 0 or 1 anyway, and x stays there, so that its powers do not overflow.
     */
    private static Expr byTanh() {
        Expr near = Expr.max(Expr.min(x(), constant(FAR)), constant(-FAR));
        Expr cube = near.times(near).times(near);
        return near.plus(cube.times(0.044715)).times(2 * Math.sqrt(2 / Math.PI)).sigmoid();
    }
}
