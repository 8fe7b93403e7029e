package jdl.layer.loss;

import com.google.auto.service.AutoService;
import java.util.List;
import jdl.failure.Failure;
import jdl.layer.Arity;
import jdl.layer.Bottoms;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.layer.SoftmaxRows;
import jdl.proto.AccuracyParameter;
import jdl.proto.LayerParameter;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * The share of rows whose label, or most likely class, is among the {@code top_k} best scores, a
 * tie counting against it; the second top has it for each class.
 */
final class AccuracyLayer implements Layer {

    private final SoftmaxRows scores;
    private final boolean probabilities;
    private final Labels labels;
    private final int best;
    private final Plan plan;

    AccuracyLayer(LayerParameter layer, List<Shape> bottoms) {
        AccuracyParameter p = layer.getAccuracyParam();
        scores = SoftmaxRows.of(bottoms.get(0), p.getAxis());
        labels = Labels.of(scores.classes(), p.hasIgnoreLabel(), p.getIgnoreLabel());
        best = p.getTopK();
        probabilities = ClassShares.areGiven(scores, bottoms);
        if (!probabilities) Bottoms.checkLabelCount(scores, bottoms);
        if (best < 1 || best > scores.classes())
            throw Failure.config(
                    "top_k must be 1 to "
                            + scores.classes()
                            + ", the number of classes; got "
                            + best);
        Shape classes = Shape.of(scores.classes());
        plan =
                (layer.getTopCount() == 2
                                ? Plan.tops(Shape.scalar(), classes)
                                : Plan.tops(Shape.scalar()))
                        .scratch(classes, classes)
                        .labels(0, 1);
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        Tensor rows = p.scratch(0);
        Tensor hits = p.scratch(1);
        rows.fill(0);
        hits.fill(0);
        for (int row = 0; row < scores.rows(); row++) {
            int label = label(p.bottom(1).data(), row);
            if (labels.ignores(label)) continue;
            rows.set(label, rows.get(label) + 1);
            if (isHit(p.bottom(0).data(), scores.first(row), label))
                hits.set(label, hits.get(label) + 1);
        }
        p.top(0).data().set(0, share(sum(hits), sum(rows)));
        if (p.tops().size() == 2)
            for (int c = 0; c < scores.classes(); c++)
                p.top(1).data().set(c, share(hits.get(c), rows.get(c)));
    }

    private int label(Tensor given, int row) {
        return probabilities ? ClassShares.most(scores, given, row) : labels.at(given, row);
    }

    /** Nothing that is not surely worse counts as worse, so that NaN is never right. */
    private boolean isHit(Tensor x, int first, int label) {
        float own = x.get(first + label * scores.inner());
        int worse = 0;
        for (int c = 0; c < scores.classes(); c++)
            if (x.get(first + c * scores.inner()) < own) worse++;
        return scores.classes() - worse <= best;
    }

    private static double sum(Tensor counts) {
        double sum = 0;
        for (int i = 0; i < counts.size(); i++) sum += counts.get(i);
        return sum;
    }

    private static float share(double hits, double rows) {
        return rows == 0 ? 0 : (float) (hits / rows);
    }

    @Override
    public void backward(Ports p) {}

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super("Accuracy", Arity.exactly(2), Arity.between(1, 2), AccuracyLayer::new);
        }
    }
}
