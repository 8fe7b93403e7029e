package jdl.kernel;

/** The innermost loops of normalisations by what is near: sums over a few floats, and powers. */
public interface LocalLoops {

    /** {@code z = x y}. */
    default void multiply(float[] x, int atX, float[] y, int atY, float[] z, int atZ, int count) {
        for (int i = 0; i < count; i++) z[atZ + i] = x[atX + i] * y[atY + i];
    }

    /** {@code y_i = k + weight · Σ x_(i + t step)}, 0 ≤ t &lt; taps. */
    default void near(
            float[] x,
            int atX,
            int step,
            int taps,
            float k,
            float weight,
            float[] y,
            int atY,
            int count) {
        for (int i = 0; i < count; i++) {
            float sum = 0;
            for (int t = 0; t < taps; t++) sum += x[atX + t * step + i];
            y[atY + i] = sum * weight + k;
        }
    }

    /** {@code y = x^exponent} for x above zero, quicker for the exponent -¾. */
    default void power(float exponent, float[] x, int atX, float[] y, int atY, int count) {
        if (exponent == -0.75f)
            for (int i = 0; i < count; i++) {
                float root = (float) Math.sqrt(x[atX + i]);
                y[atY + i] = 1 / (root * (float) Math.sqrt(root));
            }
        else
            for (int i = 0; i < count; i++)
                y[atY + i] = FastMath.exp(FastMath.log(x[atX + i]) * exponent);
    }

    /** {@code z = x y / size}. */
    default void shares(
            float[] x,
            int atX,
            float[] y,
            int atY,
            float[] size,
            int atSize,
            float[] z,
            int atZ,
            int count) {
        for (int i = 0; i < count; i++) z[atZ + i] = x[atX + i] * y[atY + i] / size[atSize + i];
    }

    /** {@code z += x y}. */
    default void addProducts(
            float[] x, int atX, float[] y, int atY, float[] z, int atZ, int count) {
        for (int i = 0; i < count; i++) z[atZ + i] += x[atX + i] * y[atY + i];
    }
}
