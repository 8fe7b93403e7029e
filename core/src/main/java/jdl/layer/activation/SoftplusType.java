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
        return softplus(x(), beta);
    }

    /** {@code log(1 + exp(beta · a)) / beta}, with the exp of a number that is not above 0. */
    static Expr softplus(Expr a, double beta) {
        Expr bent = a.times(beta);
        Expr above = a.plus(bent.negated().exp().plus(1).log().over(beta));
        return where(a, above, bent.exp().plus(1).log().over(beta));
    }
}
