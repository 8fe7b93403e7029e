package jdl.kernel.vector;

import static jdl.kernel.vector.Tile.LANES;

import java.util.Arrays;
import jdl.kernel.Convolution;
import jdl.kernel.Sweep;
import jdl.kernel.Workers;
import jdl.tensor.Tensor;

/**
 * The slopes of kernels that see one channel each, over images whose channels lie last. The rows of
 * the batch are cut into pieces with sums of their own, which are added up in their order.
 *
 * @param sums for each piece, tap by tap, the vectors of channels; the last may overlap the one
 *     before
 */
record DepthwiseSlopes(
        Convolution c,
        Frame frame,
        Tensor x,
        Tensor dy,
        Tensor sums,
        ThreadLocal<Workspace> workspace) {

    private static final int PIECES = 16;

    /** Floats of the source that are read at a time, about. */
    private static final int FIELD = 1 << 15;

    static DepthwiseSlopes of(
            Convolution c, Tensor x, Tensor dy, Tensor sums, ThreadLocal<Workspace> workspace) {
        var frame =
                Frame.of(
                        Sweep.up(c.height()),
                        Sweep.up(c.width()),
                        c.images(),
                        c.channels(),
                        c.channels());
        return new DepthwiseSlopes(c, frame, x, dy, sums, workspace);
    }

    private int vectors() {
        return (c.channels() + LANES - 1) / LANES;
    }

    /** From the sums of a tap to those of the next. */
    private int tap() {
        return vectors() * LANES;
    }

    private int channel(int vector) {
        return Math.min(vector * LANES, c.channels() - LANES);
    }

    void run(Workers workers, Tensor dw, boolean add) {
        int rows = c.places() == 0 ? 0 : frame.rows();
        int pieces = Math.min(PIECES, rows);
        int size = c.taps() * tap();
        float[] whole = sums.array();
        Arrays.fill(whole, sums.offset(), sums.offset() + Math.max(1, pieces) * size, 0);
        workers.forEach(
                pieces,
                i -> piece(i * rows / pieces, (i + 1) * rows / pieces, sums.offset() + i * size));
        for (int i = 1; i < pieces; i++)
            Sums.add(whole, sums.offset() + i * size, whole, sums.offset(), size);
        for (int channel = 0; channel < c.channels(); channel++)
            for (int k = 0; k < c.taps(); k++) {
                int i = channel * c.taps() + k;
                int lane = channel - channel(channel / LANES);
                float slope = sums.get(k * tap() + channel / LANES * LANES + lane);
                dw.set(i, add ? dw.get(i) + slope : slope);
            }
    }

    private void piece(int first, int last, int to) {
        Field field = workspace.get().field();
        int rows = Math.max(1, FIELD / frame.floatsOfRow());
        int width = c.width().places();
        for (int row = first; row < last; row += rows) {
            int end = Math.min(last, row + rows);
            field.read(this, frame, x, x.offset(), row, end);
            for (int i = row; i < end; i++) {
                int at = dy.offset() + i * width * c.channels();
                row(field.source(), field.places()[(i - row) * width], at, to);
            }
        }
    }

    private void row(float[] x, int from, int at, int to) {
        int row = c.height().dilation() * frame.rowStep();
        int column = c.width().dilation() * frame.pixelStep();
        boolean nine = c.height().kernel() == 3 && c.width().kernel() == 3;
        if (nine && c.width().stride() == c.width().dilation()) nine(x, from, row, at, to);
        else
            for (int k = 0; k < c.height().kernel(); k++)
                line(x, from + k * row, column, at, to + k * c.width().kernel() * tap());
    }

    /** All taps of a kernel of three rows and three columns. */
    private void nine(float[] x, int from, int row, int at, int to) {
        int next = c.width().stride() * frame.pixelStep();
        int channels = c.channels();
        int count = c.width().places();
        for (int v = 0; v < vectors(); v++) {
            int left = from + channel(v);
            int top = at + channel(v);
            int sum = to + v * LANES;
            DepthwiseSlopeTile.slide(
                    x, left, row, next, dy.array(), top, channels, count, sums.array(), sum, tap());
        }
    }

    /** A row of the kernel, three taps at a time. */
    private void line(float[] x, int from, int column, int at, int to) {
        int last = c.width().kernel() - 1;
        for (int k = 0; k <= last; k += 3) {
            int one = Math.min(1, last - k);
            int two = Math.min(2, last - k);
            for (int v = 0; v < vectors(); v += 2)
                three(x, from + k * column, column, one, two, at, v, to + k * tap() + v * LANES);
        }
    }

    private void three(float[] x, int from, int column, int one, int two, int at, int v, int to) {
        boolean pair = v + 1 < vectors();
        DepthwiseSlopeTile.three(
                x,
                from + channel(v),
                one * column,
                two * column,
                c.width().stride() * frame.pixelStep(),
                dy.array(),
                at + channel(v),
                c.channels(),
                c.width().places(),
                pair ? channel(v + 1) - channel(v) : 0,
                sums.array(),
                to,
                one * tap(),
                two * tap(),
                pair ? LANES : 0);
    }
}
