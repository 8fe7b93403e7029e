package jdl.layer.loss;

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
    static NormalizationMode mode(LossParameter p) {
        if (p.hasNormalization() || !p.hasNormalize()) return p.getNormalization();
        return p.getNormalize() ? NormalizationMode.VALID : NormalizationMode.BATCH_SIZE;
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
}
