package jdl.layer.loss;

import com.google.auto.service.AutoService;
import java.util.List;
import jdl.failure.Failure;
import jdl.layer.Arity;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.proto.LayerParameter;
import jdl.tensor.Shape;

/**
 * {@code loss = -Σ (t log σ(x) + (1 - t) log(1 - σ(x))) / normaliser}, for targets t from 0 to 1
 * and any number of classes at once.
 */
final class SigmoidCrossEntropyLossLayer implements Layer {

    private final Targets targets;
    private final Plan plan;

    SigmoidCrossEntropyLossLayer(LayerParameter layer, List<Shape> bottoms) {
        Shape x = bottoms.get(0);
        Shape t = bottoms.get(1);
        if (x.rank() == 0 || t.rank() == 0 || x.dim(0) != t.dim(0) || x.count() != t.count())
            throw Failure.config("wants a target for each score in " + x + ", but got " + t);
        targets = Targets.of(layer.getLossParam(), bottoms);
        plan = LabelledRows.plan(List.of(Shape.scalar()), bottoms);
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        double sum = 0;
        for (int i = 0; i < p.bottom(0).data().size(); i++)
            if (!targets.ignores(p, i)) {
                double x = p.bottom(0).data().get(i);
                double softplus = Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
                sum += targets.weight(p, i) * (softplus - x * targets.at(p, i));
            }
        p.top(0).data().set(0, (float) (sum / targets.divisor(p)));
    }

    @Override
    public void backward(Ports p) {
        var dx = p.bottom(0).diff();
        float scale = p.top(0).diff().get(0) / targets.divisor(p);
        for (int i = 0; i < dx.size(); i++)
            if (!targets.ignores(p, i)) {
                double sigmoid = 1 / (1 + StrictMath.exp(-p.bottom(0).data().get(i)));
                double slope = targets.weight(p, i) * (sigmoid - targets.at(p, i));
                dx.set(i, (float) (dx.get(i) + scale * slope));
            }
    }

    /** SigmoidCrossEntropyLoss. */
    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super(
                    "SigmoidCrossEntropyLoss",
                    Arity.between(2, 3),
                    Arity.exactly(1),
                    SigmoidCrossEntropyLossLayer::new);
        }

        @Override
        public boolean isLoss() {
            return true;
        }
    }
}
