package jdl.layer.loss;

import java.util.List;
import java.util.stream.IntStream;
import jdl.failure.Failure;
import jdl.layer.Bottoms;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.layer.SoftmaxRows;
import jdl.proto.LossParameter;
import jdl.proto.LossParameter.NormalizationMode;
import jdl.tensor.Shape;

/**
 * Rows of scores (bottom 0) with a label each (bottom 1): which of them count, how much, and what
 * the sum of their losses is divided by.
 *
 * @param probabilities whether there are probabilities of the classes in place of labels
 */
record LabelledRows(
        SoftmaxRows scores,
        boolean probabilities,
        Labels labels,
        RowWeights weights,
        Normalizer normalizer) {

    /** The loss of one row; its label is 0 where there are probabilities. */
    @FunctionalInterface
    interface Loss {
        double of(int row, int label);
    }

    /** Adds the slope of one row's loss, times {@code scale}. */
    @FunctionalInterface
    interface Slope {
        void add(int row, int label, float scale);
    }

    /**
     * @param others the number of bottoms before the weights of the samples
     */
    static LabelledRows of(
            LossParameter p,
            SoftmaxRows scores,
            NormalizationMode otherwise,
            List<Shape> bottoms,
            int others) {
        Bottoms.checkLabels(scores, bottoms);
        return of(p, scores, false, otherwise, bottoms, others);
    }

    /** The same, with {@link ClassShares} in place of labels where bottom 1 has them. */
    static LabelledRows orProbabilities(
            LossParameter p, SoftmaxRows scores, NormalizationMode otherwise, List<Shape> bottoms) {
        if (!ClassShares.areGiven(scores, bottoms)) return of(p, scores, otherwise, bottoms, 2);
        if (p.hasIgnoreLabel() || p.getClassWeightCount() > 0)
            throw Failure.config(
                    "takes no ignore_label or class_weight with labels that are probabilities, %s as the scores\n    take them out, or give one label for each row"
                            .formatted(bottoms.get(1)));
        return of(p, scores, true, otherwise, bottoms, 2);
    }

    private static LabelledRows of(
            LossParameter p,
            SoftmaxRows scores,
            boolean probabilities,
            NormalizationMode otherwise,
            List<Shape> bottoms,
            int others) {
        return new LabelledRows(
                scores,
                probabilities,
                Labels.of(scores.classes(), p.hasIgnoreLabel(), p.getIgnoreLabel()),
                RowWeights.of(p, scores.classes(), scores.outer(), scores.rows(), bottoms, others),
                new Normalizer(Normalizer.mode(p, otherwise), scores.outer(), scores.rows()));
    }

    /** For losses that take each item of a batch as one row and divide by the batch's size. */
    static LabelledRows ofItems(LossParameter p, List<Shape> bottoms) {
        Shape scores = bottoms.get(0);
        int items = scores.rank() == 0 ? 1 : scores.dim(0);
        var rows = new SoftmaxRows(items, items == 0 ? 0 : scores.count() / items, 1);
        return of(p, rows, NormalizationMode.BATCH_SIZE, bottoms, 2);
    }

    /** A plan in which no bottom but the scores can take a gradient. */
    static Plan plan(List<Shape> tops, List<Shape> bottoms) {
        return Plan.tops(tops)
                .labels(IntStream.range(1, bottoms.size()).boxed().toArray(Integer[]::new));
    }

    float mean(Ports p, Loss loss) {
        double sum = 0;
        for (int row = 0; row < scores.rows(); row++) {
            int label = label(p, row);
            if (!labels.ignores(label)) sum += weights.at(p, row, label) * loss.of(row, label);
        }
        return (float) (sum / divisor(p));
    }

    /** The slopes of {@link #mean}, times the diff of top 0. */
    void slopes(Ports p, Slope slope) {
        float scale = p.top(0).diff().get(0) / divisor(p);
        for (int row = 0; row < scores.rows(); row++) {
            int label = label(p, row);
            if (!labels.ignores(label)) slope.add(row, label, scale * weights.at(p, row, label));
        }
    }

    private int label(Ports p, int row) {
        return probabilities ? 0 : labels.at(p.bottom(1).data(), row);
    }

    private float divisor(Ports p) {
        int counted = 0;
        double sum = 0;
        for (int row = 0; row < scores.rows(); row++) {
            int label = label(p, row);
            if (labels.ignores(label)) continue;
            counted++;
            sum += weights.at(p, row, label);
        }
        return weights.given() ? normalizer.divisor(counted, sum) : normalizer.divisor(counted);
    }
}
