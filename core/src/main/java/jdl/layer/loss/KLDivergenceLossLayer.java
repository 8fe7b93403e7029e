package jdl.layer.loss;

import com.google.auto.service.AutoService;
import java.util.List;
import jdl.layer.Arity;
import jdl.layer.Bottoms;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.layer.SoftmaxRows;
import jdl.proto.KLDivergenceLossParameter;
import jdl.proto.LayerParameter;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * {@code loss = T² Σ t log(t / p) / normaliser}, with p = softmax(x / T) of the scores and t given
 * (Kullback and Leibler 1951), or t = softmax(z / T) of a teacher's scores z (Hinton et al. 2015).
 */
final class KLDivergenceLossLayer implements Layer {

    private final SoftmaxRows rows;
    private final SoftTargets targets;
    private final float temperature;
    private final Normalizer normalizer;
    private final Plan plan;

    KLDivergenceLossLayer(LayerParameter layer, List<Shape> bottoms) {
        KLDivergenceLossParameter settings = layer.getKlDivergenceLossParam();
        Shape shape = Bottoms.ofOneShape(bottoms);
        rows = SoftmaxRows.of(shape, settings.getAxis());
        temperature = settings.getTemperature();
        targets = new SoftTargets(rows, settings.getTargetScores(), temperature);
        normalizer = Normalizer.withoutLabels(layer.getLossParam(), rows.outer(), rows.rows());
        plan = Plan.tops(Shape.scalar()).saved(shape, shape).labels(1);
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        double sum = 0;
        for (int row = 0; row < rows.rows(); row++) sum += forward(p, row);
        p.top(0).data().set(0, (float) (temperature * temperature * sum / divisor()));
    }

    /** Saves p and t. */
    private double forward(Ports p, int row) {
        Tensor x = p.bottom(0).data();
        Tensor z = p.bottom(1).data();
        double logSum = LogSum.ofRow(rows, x, row, temperature);
        double ofTargets = targets.logSum(z, row);
        double loss = 0;
        for (int c = 0; c < rows.classes(); c++) {
            int i = rows.first(row) + c * rows.inner();
            double logChance = x.get(i) / (double) temperature - logSum;
            double logTarget = targets.log(z, i, ofTargets);
            double target = StrictMath.exp(logTarget);
            if (target > 0) loss += target * (logTarget - logChance);
            p.saved(0).set(i, (float) StrictMath.exp(logChance));
            p.saved(1).set(i, (float) target);
        }
        return loss;
    }

    @Override
    public void backward(Ports p) {
        float scale = temperature * p.top(0).diff().get(0) / divisor();
        for (int row = 0; row < rows.rows(); row++)
            backward(p.saved(0), p.saved(1), p.bottom(0).diff(), rows.first(row), scale);
    }

    private void backward(Tensor y, Tensor t, Tensor dx, int first, float scale) {
        int end = first + rows.classes() * rows.inner();
        double total = 0;
        for (int i = first; i < end; i += rows.inner()) total += t.get(i);
        for (int i = first; i < end; i += rows.inner())
            dx.set(i, (float) (dx.get(i) + scale * (y.get(i) * total - t.get(i))));
    }

    private float divisor() {
        return normalizer.divisor(rows.rows());
    }

    /** KLDivergenceLoss. */
    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super(
                    "KLDivergenceLoss",
                    Arity.exactly(2),
                    Arity.exactly(1),
                    KLDivergenceLossLayer::new);
        }

        @Override
        public boolean isLoss() {
            return true;
        }
    }
}
