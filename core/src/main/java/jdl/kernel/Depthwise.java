package jdl.kernel;

import java.util.Arrays;
import jdl.kernel.Window.Axis;

/**
 * A kernel of two axes on one plane, and its slopes. In steps of 1 it is a {@link Correlation} both
 * ways; in longer ones it is taken tap by tap.
 */
final class Depthwise {

    /** Sums that {@link Loops#correlateToWeights} may spread a tap's slope over. */
    static final int SUMS = 64;

    private final Loops loops;
    private final Axis height;
    private final Axis width;
    private final boolean dense;
    private final Correlation up;
    private final Correlation down;

    Depthwise(Loops loops, Window window) {
        this.loops = loops;
        height = window.height();
        width = window.width();
        dense = height.stride() == 1 && width.stride() == 1;
        up = new Correlation(loops, Reach.of(height), Reach.of(width));
        down = new Correlation(loops, Reach.back(height), Reach.back(width));
    }

    /** {@code y += w * x}. */
    void toTop(float[] w, int atW, float[] x, int atX, float[] y, int atY) {
        if (dense) up.add(w, atW, x, atX, y, atY);
        else
            for (int k = 0; k < height.kernel() * width.kernel(); k++)
                toTop(w[atW + k], k / width.kernel(), k % width.kernel(), x, atX, y, atY);
    }

    private void toTop(float tap, int row, int column, float[] x, int atX, float[] y, int atY) {
        int end = width.end(column);
        for (int i = height.first(row); i < height.end(row); i++) {
            int at = atX + seen(row, column, i);
            int to = atY + i * width.places();
            for (int j = width.first(column); j < end; j++)
                y[to + j] += tap * x[at + j * width.stride()];
        }
    }

    /** {@code dx +=} what {@code dy} asks for. */
    void toBottom(float[] w, int atW, float[] dy, int atY, float[] dx, int atX) {
        if (dense) down.add(w, atW, dy, atY, dx, atX);
        else
            for (int k = 0; k < height.kernel() * width.kernel(); k++)
                toBottom(w[atW + k], k / width.kernel(), k % width.kernel(), dy, atY, dx, atX);
    }

    private void toBottom(
            float tap, int row, int column, float[] dy, int atY, float[] dx, int atX) {
        int end = width.end(column);
        for (int i = height.first(row); i < height.end(row); i++) {
            int to = atX + seen(row, column, i);
            int at = atY + i * width.places();
            for (int j = width.first(column); j < end; j++)
                dx[to + j * width.stride()] += tap * dy[at + j];
        }
    }

    /**
     * {@code dw +=} what {@code dy} asks for.
     *
     * @param sums {@link #SUMS} floats for each column of the kernel
     */
    void toWeights(float[] x, int atX, float[] dy, int atY, float[] dw, int atW, float[] sums) {
        int low = dense ? up.width().low() : width.places();
        int high = dense ? up.width().high() : width.places();
        for (int row = 0; row < height.kernel(); row++) {
            Arrays.fill(sums, 0);
            for (int i = height.first(row); i < height.end(row); i++)
                loops.correlateToWeights(
                        x,
                        atX + seen(row, 0, i) + low,
                        width.dilation(),
                        dy,
                        atY + i * width.places() + low,
                        high - low,
                        sums,
                        width.kernel());
            for (int column = 0; column < width.kernel(); column++) {
                double sum = loops.sum(sums, column * SUMS, SUMS);
                int left = Math.min(low, width.end(column));
                int right = Math.max(high, width.first(column));
                sum += slope(row, column, width.first(column), left, x, atX, dy, atY);
                sum += slope(row, column, right, width.end(column), x, atX, dy, atY);
                dw[atW + row * width.kernel() + column] += (float) sum;
            }
        }
    }

    /** The slope of one tap over the places {@code from} ≤ j &lt; {@code to} of all rows. */
    private double slope(
            int row, int column, int from, int to, float[] x, int atX, float[] dy, int atY) {
        double sum = 0;
        for (int i = height.first(row); i < height.end(row) && from < to; i++) {
            int at = atX + seen(row, column, i);
            int place = atY + i * width.places();
            for (int j = from; j < to; j++)
                sum += (double) x[at + j * width.stride()] * dy[place + j];
        }
        return sum;
    }

    /** Where a tap of the kernel lies on x at the first place of row {@code i}. */
    private int seen(int row, int column, int i) {
        return (i * height.stride() + height.start(row)) * width.size() + width.start(column);
    }
}
