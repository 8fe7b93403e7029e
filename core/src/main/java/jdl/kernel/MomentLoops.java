package jdl.kernel;

/** The innermost loops of normalisations: numbers seen from their mean. */
public interface MomentLoops {

    /** {@code Σ (x - mean)²}: four sums side by side, then together. */
    default double squares(float[] x, int atX, float mean, int count) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = atX;
        for (int end = atX + count - 3; i < end; i += 4) {
            a += square((double) x[i] - mean);
            b += square((double) x[i + 1] - mean);
            c += square((double) x[i + 2] - mean);
            d += square((double) x[i + 3] - mean);
        }
        for (; i < atX + count; i++) a += square((double) x[i] - mean);
        return a + b + (c + d);
    }

    private static double square(double x) {
        return x * x;
    }

    /** {@code Σ y (x - mean)}: four sums side by side, then together. */
    default double products(float[] y, int atY, float[] x, int atX, float mean, int count) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i < count - 3; i += 4) {
            a += y[atY + i] * ((double) x[atX + i] - mean);
            b += y[atY + i + 1] * ((double) x[atX + i + 1] - mean);
            c += y[atY + i + 2] * ((double) x[atX + i + 2] - mean);
            d += y[atY + i + 3] * ((double) x[atX + i + 3] - mean);
        }
        for (; i < count; i++) a += y[atY + i] * ((double) x[atX + i] - mean);
        return a + b + (c + d);
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
