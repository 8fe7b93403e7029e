package jdl.layer.activation;

import static jdl.expr.Expr.where;
import static jdl.expr.Expr.x;

import com.google.auto.service.AutoService;
import jdl.expr.Expr;
import jdl.failure.Failure;
import jdl.layer.LayerType;
import jdl.layer.PointwiseLayer;
import jdl.proto.LayerParameter;
import jdl.proto.SoftplusParameter;

/** The type "Softplus": {@code y = log(1 + exp(beta · x)) / beta} (Dugas et al. 2001). */
@AutoService(LayerType.class)
public final class SoftplusType extends LayerType {

    public SoftplusType() {
        super(
                "Softplus",
                1,
                LayerParameter::getSoftplusParam,
                (p, bottoms) -> new PointwiseLayer(formula(p), bottoms));
    }

    private static Expr formula(SoftplusParameter p) {
        float beta = p.getBeta();
        if (!(beta > 0)) throw Failure.config("beta must be above 0, but is " + beta);
        return softplus(x().times(beta)).over(beta);
    }

    /** {@code log(1 + exp(a))}, with the exp of a number that is not above 0. */
    static Expr softplus(Expr a) {
        Expr above = a.plus(a.negated().exp().plus(1).log());
        return where(a, above, a.exp().plus(1).log());
    }
}
