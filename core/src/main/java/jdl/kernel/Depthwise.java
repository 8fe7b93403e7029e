package jdl.kernel;

import java.util.Arrays;
import jdl.kernel.Window.Axis;

/**
 * A kernel of two axes on one plane, and its slopes. Where the places are neighbours and see every
 * column of the kernel, all of its taps are taken at once, row by row; elsewhere tap by tap.
 */
final class Depthwise {

    /** Sums that {@link Loops#correlateToWeights} may spread a tap's slope over. */
    static final int SUMS = 64;

    private final Loops loops;
    private final Axis height;
    private final Axis width;
    private final int taps;

    /** The places that see every column of the kernel; none if the places are not neighbours. */
    private final int low;

    private final int high;

    Depthwise(Loops loops, Window window) {
        this.loops = loops;
        height = window.height();
        width = window.width();
        taps = width.kernel();
        int end = width.end(taps - 1);
        boolean rows = width.stride() == 1 && width.first(0) < end;
        low = rows ? width.first(0) : width.places();
        high = rows ? end : width.places();
    }

    /** {@code y += w * x}. */
    void toTop(float[] w, int atW, float[] x, int atX, float[] y, int atY) {
        for (int k = 0; k < height.kernel(); k++) {
            int row = atW + k * taps;
            for (int i = height.first(k); i < height.end(k); i++)
                loops.correlate(
                        w,
                        row,
                        taps,
                        x,
                        atX + line(k, i) + low,
                        width.dilation(),
                        y,
                        atY + i * width.places() + low,
                        high - low);
            for (int j = 0; j < taps; j++) {
                toTop(
                        w[row + j],
                        k,
                        j,
                        width.first(j),
                        Math.min(low, width.end(j)),
                        x,
                        atX,
                        y,
                        atY);
                toTop(
                        w[row + j],
                        k,
                        j,
                        Math.max(high, width.first(j)),
                        width.end(j),
                        x,
                        atX,
                        y,
                        atY);
            }
        }
    }

    private void toTop(
            float tap, int k, int j, int from, int to, float[] x, int atX, float[] y, int atY) {
        for (int i = height.first(k); i < height.end(k) && from < to; i++) {
            int at = atX + line(k, i) + j * width.dilation();
            int place = atY + i * width.places();
            for (int n = from; n < to; n++) y[place + n] += tap * x[at + n * width.stride()];
        }
    }

    /** {@code dx +=} what {@code dy} asks for; inside, a correlation with the taps turned round. */
    void toBottom(float[] w, int atW, float[] dy, int atY, float[] dx, int atX) {
        int reach = (taps - 1) * width.dilation();
        int first = Math.max(0, width.start(taps - 1));
        int end = Math.min(width.size(), width.places() + width.start(0));
        boolean rows = width.stride() == 1 && first < end;
        int inner = rows ? first : width.size() + reach;
        int outer = rows ? end : inner;
        for (int k = 0; k < height.kernel(); k++) {
            int row = atW + k * taps;
            for (int i = height.first(k); i < height.end(k) && rows; i++)
                loops.correlate(
                        w,
                        row,
                        taps,
                        dy,
                        atY + i * width.places() + inner - width.start(0),
                        -width.dilation(),
                        dx,
                        atX + line(k, i) - width.start(0) + inner,
                        outer - inner);
            for (int j = 0; j < taps; j++) {
                int from = Math.max(width.first(j), rows ? outer - width.start(j) : width.end(j));
                int to = Math.min(width.end(j), rows ? inner - width.start(j) : width.end(j));
                toBottom(w[row + j], k, j, width.first(j), to, dy, atY, dx, atX);
                toBottom(w[row + j], k, j, from, width.end(j), dy, atY, dx, atX);
            }
        }
    }

    private void toBottom(
            float tap, int k, int j, int from, int to, float[] dy, int atY, float[] dx, int atX) {
        for (int i = height.first(k); i < height.end(k) && from < to; i++) {
            int at = atX + line(k, i) + j * width.dilation();
            int place = atY + i * width.places();
            for (int n = from; n < to; n++) dx[at + n * width.stride()] += tap * dy[place + n];
        }
    }

    /**
     * {@code dw +=} what {@code dy} asks for; {@code sums} has {@link #SUMS} floats for each tap.
     */
    void toWeights(float[] x, int atX, float[] dy, int atY, float[] dw, int atW, float[] sums) {
        for (int k = 0; k < height.kernel(); k++) {
            Arrays.fill(sums, 0);
            for (int i = height.first(k); i < height.end(k); i++)
                loops.correlateToWeights(
                        x,
                        atX + line(k, i) + low,
                        width.dilation(),
                        dy,
                        atY + i * width.places() + low,
                        high - low,
                        sums,
                        taps);
            for (int j = 0; j < taps; j++) {
                double sum = loops.sum(sums, j * SUMS, SUMS);
                sum += slope(k, j, width.first(j), Math.min(low, width.end(j)), x, atX, dy, atY);
                sum += slope(k, j, Math.max(high, width.first(j)), width.end(j), x, atX, dy, atY);
                dw[atW + k * taps + j] += (float) sum;
            }
        }
    }

    private double slope(int k, int j, int from, int to, float[] x, int atX, float[] dy, int atY) {
        double sum = 0;
        for (int i = height.first(k); i < height.end(k) && from < to; i++) {
            int at = atX + line(k, i) + j * width.dilation();
            int place = atY + i * width.places();
            for (int n = from; n < to; n++)
                sum += (double) x[at + n * width.stride()] * dy[place + n];
        }
        return sum;
    }

    /**
     * Where row {@code k} of the kernel begins on x, seen from the first place of row {@code i}.
     */
    private int line(int k, int i) {
        return (i * height.stride() + height.start(k)) * width.size() + width.start(0);
    }
}
