package jdl.layer.activation;

import static jdl.expr.Expr.x;

import com.google.auto.service.AutoService;
import jdl.expr.Expr;
import jdl.layer.LayerType;
import jdl.layer.PointwiseLayer;

/** The type "BNLL": {@code y = log(1 + exp(x))}, computed so that no exp is too large. */
@AutoService(LayerType.class)
public final class BNLLType extends LayerType {

    public BNLLType() {
        super("BNLL", 1, layer -> layer, (p, bottoms) -> new PointwiseLayer(formula(), bottoms));
    }

    private static Expr formula() {
        return SoftplusType.softplus(x(), 1);
    }
}
