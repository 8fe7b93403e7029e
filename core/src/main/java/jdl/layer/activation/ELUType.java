package jdl.layer.activation;

import static jdl.expr.Expr.where;
import static jdl.expr.Expr.x;

import com.google.auto.service.AutoService;
import jdl.expr.Expr;
import jdl.layer.LayerType;
import jdl.layer.PointwiseLayer;
import jdl.proto.ELUParameter;
import jdl.proto.LayerParameter;

/** The type "ELU": {@code y = x where x > 0, alpha · (exp(x) - 1) elsewhere}. */
@AutoService(LayerType.class)
public final class ELUType extends LayerType {

    public ELUType() {
        super(
                "ELU",
                1,
                LayerParameter::getEluParam,
                (p, bottoms) -> new PointwiseLayer(formula(p), bottoms));
    }

    private static Expr formula(ELUParameter p) {
        return where(x(), x(), x().exp().minus(1).times(p.getAlpha()));
    }
}
