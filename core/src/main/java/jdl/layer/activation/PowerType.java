package jdl.layer.activation;

import static jdl.expr.Expr.x;

import com.google.auto.service.AutoService;
import jdl.expr.Expr;
import jdl.layer.LayerType;
import jdl.layer.PointwiseLayer;
import jdl.proto.LayerParameter;
import jdl.proto.PowerParameter;

/** The type "Power": {@code y = (shift + scale · x)^power}. */
@AutoService(LayerType.class)
public final class PowerType extends LayerType {

    public PowerType() {
        super(
                "Power",
                1,
                LayerParameter::getPowerParam,
                (p, bottoms) -> new PointwiseLayer(formula(p), bottoms));
    }

    private static Expr formula(PowerParameter p) {
        return x().times(p.getScale()).plus(p.getShift()).power(p.getPower());
    }
}
