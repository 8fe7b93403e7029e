package jdl.layer.activation;

import static jdl.expr.Expr.constant;
import static jdl.expr.Expr.where;
import static jdl.expr.Expr.x;

import com.google.auto.service.AutoService;
import java.util.List;
import jdl.expr.Pointwise;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.proto.LayerParameter;
import jdl.proto.ThresholdParameter;
import jdl.tensor.Shape;

/** {@code y = 1 where x > threshold, 0 elsewhere}. It has no gradient. */
final class ThresholdLayer implements Layer {

    private final Pointwise step;
    private final Plan plan;

    ThresholdLayer(ThresholdParameter p, List<Shape> bottoms) {
        step = Pointwise.of(where(x().minus(p.getThreshold()), constant(1), constant(0)));
        plan = Plan.tops(bottoms.get(0)).labels(0);
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        step.forward(p.kernels(), p.bottom(0).data(), p.top(0).data());
    }

    @Override
    public void backward(Ports p) {}

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super("Threshold", 1, LayerParameter::getThresholdParam, ThresholdLayer::new);
        }
    }
}
