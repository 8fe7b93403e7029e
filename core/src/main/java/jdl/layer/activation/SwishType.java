package jdl.layer.activation;

import static jdl.expr.Expr.x;

import com.google.auto.service.AutoService;
import jdl.expr.Expr;
import jdl.layer.LayerType;
import jdl.layer.PointwiseLayer;
import jdl.proto.LayerParameter;
import jdl.proto.SwishParameter;

/** The type "Swish": {@code y = x / (1 + exp(-beta · x))} (Ramachandran et al. 2017). */
@AutoService(LayerType.class)
public final class SwishType extends LayerType {

    public SwishType() {
        super(
                "Swish",
                1,
                LayerParameter::getSwishParam,
                (p, bottoms) -> new PointwiseLayer(formula(p), bottoms));
    }

    private static Expr formula(SwishParameter p) {
        return x().times(x().times(p.getBeta()).sigmoid());
    }
}
