package jdl.layer.activation;

import static jdl.expr.Expr.rectified;
import static jdl.expr.Expr.x;

import com.google.auto.service.AutoService;
import jdl.expr.Expr;
import jdl.layer.LayerType;
import jdl.layer.PointwiseLayer;
import jdl.proto.LayerParameter;
import jdl.proto.ReLUParameter;

/** The type "ReLU": {@code y = x where x > 0, negative_slope · x elsewhere}. */
@AutoService(LayerType.class)
public final class ReLUType extends LayerType {

    public ReLUType() {
        super(
                "ReLU",
                1,
                LayerParameter::getReluParam,
                (p, bottoms) -> new PointwiseLayer(formula(p), bottoms));
    }

    private static Expr formula(ReLUParameter p) {
        return rectified(x(), p.getNegativeSlope());
    }
}
