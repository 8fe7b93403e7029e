package jdl.layer.activation;

import static jdl.expr.Expr.x;

import com.google.auto.service.AutoService;
import jdl.expr.Expr;
import jdl.failure.Failure;
import jdl.layer.LayerType;
import jdl.layer.PointwiseLayer;
import jdl.proto.LayerParameter;
import jdl.proto.LogParameter;

/** The type "Log": {@code y = log(shift + scale · x)} to a base; the base -1 means e. */
@AutoService(LayerType.class)
public final class LogType extends LayerType {

    public LogType() {
        super(
                "Log",
                1,
                LayerParameter::getLogParam,
                (p, bottoms) -> new PointwiseLayer(formula(p), bottoms));
    }

    private static Expr formula(LogParameter p) {
        double log = Bases.log(p.getBase());
        if (log == 0) throw Failure.config("there is no logarithm to the base 1");
        return x().times(p.getScale()).plus(p.getShift()).log().times(1 / log);
    }
}
