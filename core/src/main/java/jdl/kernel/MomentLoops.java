package jdl.kernel;

/**
 * The innermost loops of normalisations: numbers seen from their mean. A sum is sixteen in double
 * precision side by side, element {@code i} in sum {@code i mod 16}, and then {@link #together}; so
 * all makes give the same bits.
 */
public interface MomentLoops {

    int SUMS = 16;

    /** {@code Σ x}. */
    default double sum(float[] x, int atX, int count) {
        double[] sums = new double[SUMS];
        for (int i = 0; i < count; i += SUMS)
            for (int k = 0; k < Math.min(SUMS, count - i); k++) sums[k] += x[atX + i + k];
        return together(sums);
    }

    /** {@code Σ (x - mean)²}. */
    default double squares(float[] x, int atX, float mean, int count) {
        double[] sums = new double[SUMS];
        for (int i = 0; i < count; i += SUMS)
            for (int k = 0; k < Math.min(SUMS, count - i); k++) {
                double off = (double) x[atX + i + k] - mean;
                sums[k] += off * off;
            }
        return together(sums);
    }

    /** {@code Σ y (x - mean)}. */
    default double products(float[] y, int atY, float[] x, int atX, float mean, int count) {
        double[] sums = new double[SUMS];
        for (int i = 0; i < count; i += SUMS)
            for (int k = 0; k < Math.min(SUMS, count - i); k++)
                sums[k] += y[atY + i + k] * ((double) x[atX + i + k] - mean);
        return together(sums);
    }

    /** Sums side by side as one: the first to the last. */
    static double together(double[] sums) {
        double sum = 0;
        for (double part : sums) sum += part;
        return sum;
    }

    /** {@code y = a (x - mean) + b}. */
    default void standardize(
            float[] x, int atX, float mean, float a, float b, float[] y, int atY, int count) {
        for (int i = 0; i < count; i++) y[atY + i] = (x[atX + i] - mean) * a + b;
    }

    /** {@code z += a y + (b (x - mean) + c)}. */
    default void addStandardized(
            float a,
            float[] y,
            int atY,
            float[] x,
            int atX,
            float mean,
            float b,
            float c,
            float[] z,
            int atZ,
            int count) {
        for (int i = 0; i < count; i++)
            z[atZ + i] += a * y[atY + i] + ((x[atX + i] - mean) * b + c);
    }
}
