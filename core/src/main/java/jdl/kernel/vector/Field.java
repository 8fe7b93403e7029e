package jdl.kernel.vector;

import java.util.Arrays;
import jdl.tensor.Tensor;

/**
 * The rows of results that a thread is at, and the source of their kernels. Rows are counted over
 * all images.
 */
final class Field {

    /** Places beyond the last that are that one again, for tiles that hang over. */
    static final int SPARE = 16;

    private float[] copy = {};
    private float[] source = {};
    private int[] places = {};
    private int count;
    private Object lastCall = this;
    private int lastFrom;
    private int lastFirst;

    /** What a kernel's steps are counted from. */
    float[] source() {
        return source;
    }

    /** Where in the source the kernel of each result begins. */
    int[] places() {
        return places;
    }

    /** How many results there are. */
    int count() {
        return count;
    }

    /**
     * Goes to some rows, unless it is there from an earlier task of the call.
     *
     * @param from where the first pixel's inputs lie
     */
    void read(Object call, Frame f, Tensor x, int from, int first, int last) {
        if (call == lastCall && from == lastFrom && first == lastFirst) return;
        lastCall = call;
        lastFrom = from;
        lastFirst = first;
        read(f, x, from, first, last);
    }

    private void read(Frame f, Tensor x, int from, int first, int last) {
        count = 0;
        int size = (last - first) * f.width().count();
        if (places.length < size + SPARE) places = new int[size + SPARE];
        int room = f.inside() ? 0 : f.room(last - first);
        if (copy.length < room) copy = new float[room];
        source = f.inside() ? x.array() : copy;
        int height = f.height().count();
        int to = 0;
        for (int row = first; row < last; ) {
            int rows = Math.min(last - row, height - row % height);
            int image = from + row / height * f.height().size() * f.width().size() * f.channels();
            int top = row % height * f.height().step() + f.height().origin();
            if (f.inside()) {
                place(
                        f,
                        image + (top * f.width().size() + f.width().origin()) * f.channels(),
                        rows);
            } else {
                place(f, to, rows);
                for (int r = 0; r < f.height().extent(rows); r++, to += f.rowStep())
                    copyRow(f, x.array(), image, top + r, to);
            }
            row += rows;
        }
        Arrays.fill(places, count, count + SPARE, places[count - 1]);
    }

    private void place(Frame f, int from, int rows) {
        int step = f.width().step() * f.pixelStep();
        for (int r = 0; r < rows; r++) {
            int at = from + r * f.height().step() * f.rowStep();
            for (int p = 0; p < f.width().count(); p++, at += step) places[count++] = at;
        }
    }

    /** A row of the source with what lies outside as zeros. */
    private void copyRow(Frame f, float[] x, int image, int row, int to) {
        int step = f.pixelStep();
        int origin = f.width().origin();
        int end = f.width().extent(f.width().count());
        int first = Math.max(0, -origin);
        int last = Math.min(end, f.width().size() - origin);
        if (row < 0 || row >= f.height().size() || first >= last) {
            Arrays.fill(copy, to, to + end * step, 0);
            return;
        }
        Arrays.fill(copy, to, to + first * step, 0);
        int from = image + (row * f.width().size() + origin + first) * f.channels();
        if (step == f.channels())
            System.arraycopy(x, from, copy, to + first * step, (last - first) * step);
        else
            for (int p = first, at = from; p < last; p++, at += f.channels())
                System.arraycopy(x, at, copy, to + p * step, f.inputs());
        Arrays.fill(copy, to + last * step, to + end * step, 0);
    }
}
