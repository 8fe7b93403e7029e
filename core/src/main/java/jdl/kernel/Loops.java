package jdl.kernel;

/**
 * The innermost loops, over stretches that lie together in arrays. Element by element they are the
 * same arithmetic whatever the make, so that all give the same bits.
 */
public interface Loops extends UpdateLoops, MomentLoops, PoolingLoops, LocalLoops, ColumnLoops {

    /** {@code y += a x}. */
    default void axpy(float a, float[] x, int atX, float[] y, int atY, int count) {
        for (int i = 0; i < count; i++) y[atY + i] += a * x[atX + i];
    }

    /** {@code x *= a}. */
    default void scale(float a, float[] x, int atX, int count) {
        for (int i = atX; i < atX + count; i++) x[i] *= a;
    }

    /** {@code y += x}. */
    default void add(float[] x, int atX, float[] y, int atY, int count) {
        for (int i = 0; i < count; i++) y[atY + i] += x[atX + i];
    }

    /** {@code x += number}. */
    default void addNumber(float number, float[] x, int atX, int count) {
        for (int i = atX; i < atX + count; i++) x[i] += number;
    }

    /** {@code x = min(limit, max(-limit, x))}. */
    default void clip(float limit, float[] x, int atX, int count) {
        for (int i = atX; i < atX + count; i++) x[i] = Math.max(-limit, Math.min(limit, x[i]));
    }

    /** {@code y += a sign(x)}. */
    default void addSign(float a, float[] x, int atX, float[] y, int atY, int count) {
        for (int i = 0; i < count; i++) y[atY + i] += a * Math.signum(x[atX + i]);
    }

    /** {@code x} and {@code y} change places. */
    default void swap(float[] x, int atX, float[] y, int atY, int count) {
        for (int i = 0; i < count; i++) {
            float kept = x[atX + i];
            x[atX + i] = y[atY + i];
            y[atY + i] = kept;
        }
    }

    /** {@code Σ x y}: four sums side by side, then together. */
    default double dot(float[] x, int atX, float[] y, int atY, int count) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i < count - 3; i += 4) {
            a += (double) x[atX + i] * y[atY + i];
            b += (double) x[atX + i + 1] * y[atY + i + 1];
            c += (double) x[atX + i + 2] * y[atY + i + 2];
            d += (double) x[atX + i + 3] * y[atY + i + 3];
        }
        for (; i < count; i++) a += (double) x[atX + i] * y[atY + i];
        return a + b + (c + d);
    }

    /** {@code y_i += Σ w_(r,k) x_(i + r line + k step)}, 0 ≤ r &lt; rows, 0 ≤ k &lt; taps. */
    default void correlate(
            float[] w,
            int atW,
            int rows,
            int taps,
            float[] x,
            int atX,
            int line,
            int step,
            float[] y,
            int atY,
            int count) {
        for (int r = 0; r < rows; r++)
            for (int k = 0; k < taps; k++)
                axpy(w[atW + r * taps + k], x, atX + r * line + k * step, y, atY, count);
    }

    /**
     * {@code Σ_i x_(i + k step) y_i}, added to the 64 sums of tap k; which of them takes how much
     * is the make's own choice.
     */
    default void correlateToWeights(
            float[] x, int atX, int step, float[] y, int atY, int count, float[] sums, int taps) {
        for (int k = 0; k < taps; k++)
            for (int i = 0; i < count; i++)
                sums[k * Depthwise.SUMS + i % Depthwise.SUMS] += x[atX + k * step + i] * y[atY + i];
    }

    /**
     * An operation on {@code count} elements, a multiple of 64, whose operands and result begin at
     * these indices of one array, the result's apart from the operands'; an operation of fewer
     * operands lets the others be.
     */
    default void apply(Op op, float[] floats, int a, int b, int c, int to, int count) {
        PlainOps.run(op, floats, a, b, c, to, count);
    }

    /** As they stand here. */
    static Loops plain() {
        return PlainKernels.LOOPS;
    }
}
