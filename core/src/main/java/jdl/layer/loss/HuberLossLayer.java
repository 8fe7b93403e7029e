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
import jdl.tensor.Tensor;

/**
 * {@code loss = Σ h(a - b) / normaliser}, with h(d) = d² / 2 where |d| ≤ δ and δ (|d| - δ / 2)
 * beyond (Huber 1964); the gradient goes to both bottoms.
 */
final class HuberLossLayer implements Layer {

    private final float delta;
    private final Normalizer normalizer;
    private final Plan plan;

    HuberLossLayer(LayerParameter layer, List<Shape> bottoms) {
        Shape a = bottoms.get(0);
        Shape b = bottoms.get(1);
        if (a.rank() == 0 || b.rank() == 0 || a.dim(0) != b.dim(0) || a.count() != b.count())
            throw Failure.config("takes two bottoms of one size, but got " + a + " and " + b);
        delta = layer.getHuberLossParam().getDelta();
        normalizer = Normalizer.withoutLabels(layer.getLossParam(), a.dim(0), a.count());
        plan = Plan.tops(Shape.scalar());
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        Tensor a = p.bottom(0).data();
        Tensor b = p.bottom(1).data();
        double sum = 0;
        for (int i = 0; i < a.size(); i++) {
            double size = Math.abs((double) a.get(i) - b.get(i));
            sum += size <= delta ? size * size / 2 : delta * (size - delta / 2.0);
        }
        p.top(0).data().set(0, (float) (sum / normalizer.divisor(a.size())));
    }

    @Override
    public void backward(Ports p) {
        Tensor a = p.bottom(0).data();
        Tensor b = p.bottom(1).data();
        float scale = p.top(0).diff().get(0) / normalizer.divisor(a.size());
        for (int side = 0; side < 2; side++) {
            if (!p.bottom(side).hasDiff()) continue;
            Tensor diff = p.bottom(side).diff();
            float factor = side == 0 ? scale : -scale;
            for (int i = 0; i < a.size(); i++) {
                float slope = Math.max(-delta, Math.min(delta, a.get(i) - b.get(i)));
                diff.set(i, diff.get(i) + factor * slope);
            }
        }
    }

    /** HuberLoss. */
    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super("HuberLoss", Arity.exactly(2), Arity.exactly(1), HuberLossLayer::new);
        }

        @Override
        public boolean isLoss() {
            return true;
        }
    }
}
