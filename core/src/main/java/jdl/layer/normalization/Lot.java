package jdl.layer.normalization;

import jdl.tensor.Tensor;

/**
 * Some channels that are one task. Numbers by the channel stand in arrays, the lot's first channel
 * first.
 */
sealed interface Lot permits Stretches, Columns {

    /** The first channel. */
    int from();

    /** Behind the last channel. */
    int to();

    default int length() {
        return to() - from();
    }

    /** {@code Σ x} by the channel. */
    double[] sums(Tensor x);

    /** {@code Σ (x - mean)²} by the channel. */
    double[] squares(Tensor x, float[] mean);

    /** {@code Σ y (x - mean)} by the channel. */
    double[] products(Tensor y, Tensor x, float[] mean);

    /** {@code y = a (x - mean) + b}. */
    void standardize(Tensor x, float[] mean, float[] a, float[] b, Tensor y);

    /** {@code z += a y + b (x - mean) + c}. */
    void addStandardized(
            float[] a, Tensor y, Tensor x, float[] mean, float[] b, float[] c, Tensor z);

    /** This lot's part of numbers by the channel. */
    default float[] part(Tensor each) {
        float[] part = new float[length()];
        for (int i = 0; i < part.length; i++) part[i] = each.get(from() + i);
        return part;
    }
}
