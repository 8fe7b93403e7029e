package jdl.layer.loss;

import com.google.auto.service.AutoService;
import java.util.List;
import jdl.failure.Failure;
import jdl.layer.Arity;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.proto.ContrastiveLossParameter;
import jdl.proto.LayerParameter;
import jdl.tensor.Shape;

/**
 * {@code loss = Σ (s d² + (1 - s) max(0, margin - d)²) / (2N)}, with d the distance of a pair and s
 * = 1 for like ones (Hadsell et al. 2006); the gradient goes to both sides.
 */
final class ContrastiveLossLayer implements Layer {

    private final ContrastiveLossParameter settings;
    private final Pairs pairs;
    private final Plan plan;

    ContrastiveLossLayer(LayerParameter layer, List<Shape> bottoms) {
        settings = layer.getContrastiveLossParam();
        pairs = Pairs.ofVectors(bottoms.get(0), bottoms.get(1));
        if (bottoms.get(2).count() != pairs.count())
            throw Failure.config(
                    "wants a number for each of the %d pairs in bottom 2, but got %s"
                            .formatted(pairs.count(), bottoms.get(2)));
        plan = Plan.tops(Shape.scalar()).labels(2);
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        double sum = 0;
        for (int i = 0; i < pairs.count(); i++) {
            double squared = pairs.squaredDistance(p.bottom(0).data(), p.bottom(1).data(), i);
            sum += alike(p, i) ? squared : unlike(squared);
        }
        p.top(0).data().set(0, (float) (sum / pairs.count() / 2));
    }

    private double unlike(double squared) {
        if (settings.getLegacyVersion()) return Math.max(settings.getMargin() - squared, 0);
        double missing = Math.max(settings.getMargin() - Math.sqrt(squared), 0);
        return missing * missing;
    }

    private static boolean alike(Ports p, int pair) {
        float value = p.bottom(2).data().get(pair);
        if (Float.isNaN(value))
            throw new Failure(
                    Failure.Kind.CORRUPT,
                    "pair " + pair + " is NaN, neither alike (1) nor not (0); mend the data");
        return (int) value != 0;
    }

    @Override
    public void backward(Ports p) {
        float scale = p.top(0).diff().get(0) / pairs.count();
        for (int i = 0; i < pairs.count(); i++) {
            double squared = pairs.squaredDistance(p.bottom(0).data(), p.bottom(1).data(), i);
            float factor = (float) (scale * (alike(p, i) ? 1 : slope(squared)));
            if (p.bottom(0).hasDiff()) pairs.addDifference(p, 0, 1, i, factor, 0);
            if (p.bottom(1).hasDiff()) pairs.addDifference(p, 0, 1, i, -factor, 1);
        }
    }

    /** The 1e-4 is Caffe's: no division by 0 for two that are the same. */
    private double slope(double squared) {
        if (settings.getLegacyVersion()) return settings.getMargin() - squared > 0 ? -1 : 0;
        double distance = Math.sqrt(squared);
        return -Math.max(settings.getMargin() - distance, 0) / (distance + 1e-4);
    }

    /** ContrastiveLoss. */
    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super("ContrastiveLoss", Arity.exactly(3), Arity.exactly(1), ContrastiveLossLayer::new);
        }

        @Override
        public boolean isLoss() {
            return true;
        }
    }
}
