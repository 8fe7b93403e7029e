package jdl.layer.normalization;

import java.util.List;
import java.util.stream.Stream;
import jdl.layer.WeightSpec;
import jdl.proto.FillerParameter;
import jdl.tensor.Blob;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * Sums of the means and variances of past batches, and of how much each counts: a BatchNorm's first
 * three weights, which do not learn.
 *
 * @param past by what each batch counts less than the next
 */
record RunningMoments(List<Blob> weights, float past) {

    private static final int MEAN = 0;
    private static final int VARIANCE = 1;
    private static final int COUNT = 2;

    /** How many weights these are. */
    static final int WEIGHTS = 3;

    static List<WeightSpec> weights(Shape channels) {
        return Stream.of(channels, channels, Shape.of(1))
                .map(shape -> new WeightSpec(shape, FillerParameter.getDefaultInstance(), false))
                .toList();
    }

    /** Keeps the averages, as if they were a batch's own. */
    void keep(Standardizer standardizer, Moments moments) {
        float count = sum(COUNT).get(0);
        float share = count == 0 ? 0 : 1 / count;
        Tensor mean = sum(MEAN);
        Tensor variance = sum(VARIANCE);
        for (int c = 0; c < mean.size(); c++)
            standardizer.keep(moments, c, mean.get(c) * share, variance.get(c) * share);
    }

    /** Gathers what is found in a batch with so many numbers for each channel. */
    Standardizer.Listener of(int size) {
        float unbiased = size > 1 ? (float) size / (size - 1) : 1;
        return (c, mean, variance) -> {
            gather(MEAN, c, mean);
            gather(VARIANCE, c, unbiased * variance);
        };
    }

    /** One more batch. */
    void count() {
        gather(COUNT, 0, 1);
    }

    private void gather(int weight, int at, float now) {
        Tensor sum = sum(weight);
        sum.set(at, past * sum.get(at) + now);
    }

    private Tensor sum(int weight) {
        return weights.get(weight).data();
    }
}
