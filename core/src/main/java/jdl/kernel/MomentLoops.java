package jdl.kernel;

/**
 * The innermost loops of normalisations: numbers seen from their mean. A sum is eight in double
 * precision side by side, then together: one addition need not wait for the other, and every make
 * gives the same bits.
 */
public interface MomentLoops {

    /** {@code Σ x}. */
    default double sum(float[] x, int atX, int count) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        int i = 0;
        for (; i < count - 7; i += 8) {
            s0 += x[atX + i];
            s1 += x[atX + i + 1];
            s2 += x[atX + i + 2];
            s3 += x[atX + i + 3];
            s4 += x[atX + i + 4];
            s5 += x[atX + i + 5];
            s6 += x[atX + i + 6];
            s7 += x[atX + i + 7];
        }
        for (; i < count; i++) s0 += x[atX + i];
        return s0 + s1 + (s2 + s3) + (s4 + s5 + (s6 + s7));
    }

    /** {@code Σ (x - mean)²}. */
    default double squares(float[] x, int atX, float mean, int count) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        int i = 0;
        for (; i < count - 7; i += 8) {
            s0 += square((double) x[atX + i] - mean);
            s1 += square((double) x[atX + i + 1] - mean);
            s2 += square((double) x[atX + i + 2] - mean);
            s3 += square((double) x[atX + i + 3] - mean);
            s4 += square((double) x[atX + i + 4] - mean);
            s5 += square((double) x[atX + i + 5] - mean);
            s6 += square((double) x[atX + i + 6] - mean);
            s7 += square((double) x[atX + i + 7] - mean);
        }
        for (; i < count; i++) s0 += square((double) x[atX + i] - mean);
        return s0 + s1 + (s2 + s3) + (s4 + s5 + (s6 + s7));
    }

    private static double square(double x) {
        return x * x;
    }

    /** {@code Σ y (x - mean)}. */
    default double products(float[] y, int atY, float[] x, int atX, float mean, int count) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        int i = 0;
        for (; i < count - 7; i += 8) {
            s0 += y[atY + i] * ((double) x[atX + i] - mean);
            s1 += y[atY + i + 1] * ((double) x[atX + i + 1] - mean);
            s2 += y[atY + i + 2] * ((double) x[atX + i + 2] - mean);
            s3 += y[atY + i + 3] * ((double) x[atX + i + 3] - mean);
            s4 += y[atY + i + 4] * ((double) x[atX + i + 4] - mean);
            s5 += y[atY + i + 5] * ((double) x[atX + i + 5] - mean);
            s6 += y[atY + i + 6] * ((double) x[atX + i + 6] - mean);
            s7 += y[atY + i + 7] * ((double) x[atX + i + 7] - mean);
        }
        for (; i < count; i++) s0 += y[atY + i] * ((double) x[atX + i] - mean);
        return s0 + s1 + (s2 + s3) + (s4 + s5 + (s6 + s7));
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
