package jdl.layer.loss;

import jdl.failure.Failure;
import jdl.proto.LossParameter;
import jdl.proto.LossParameter.NormalizationMode;

/**
 * What a sum of losses is divided by; never less than 1.
 *
 * @param items the length of the batch axes
 * @param rows all rows
 */
record Normalizer(NormalizationMode mode, int items, int rows) {

    /** The mode asked for; {@code normalize} is the older way to say VALID or BATCH_SIZE. */
    static NormalizationMode mode(LossParameter p, NormalizationMode otherwise) {
        if (p.hasNormalization()) return p.getNormalization();
        if (!p.hasNormalize()) return otherwise;
        return p.getNormalize() ? NormalizationMode.VALID : NormalizationMode.BATCH_SIZE;
    }

    /** For a loss without classes: BATCH_SIZE unless asked otherwise, and nothing about labels. */
    static Normalizer withoutLabels(LossParameter p, int items, int rows) {
        boolean labels =
                p.hasIgnoreLabel()
                        || p.hasLabelSmoothing()
                        || p.getClassWeightCount() > 0
                        || p.getSampleWeights();
        if (labels)
            throw Failure.config(
                    "takes no ignore_label, label_smoothing, class_weight or sample_weights: they"
                            + " belong to losses of classes; take them out of loss_param");
        return new Normalizer(mode(p, NormalizationMode.BATCH_SIZE), items, rows);
    }

    float divisor(int counted) {
        int divisor =
                switch (mode) {
                    case FULL -> rows;
                    case VALID -> counted;
                    case BATCH_SIZE -> items;
                    case NONE -> 1;
                };
        return Math.max(1, divisor);
    }

    /** Where rows have weights: VALID is the sum of them, and 1 if that is not above 0. */
    float divisor(int counted, double weights) {
        if (mode != NormalizationMode.VALID) return divisor(counted);
        return weights > 0 ? (float) weights : 1;
    }
}
