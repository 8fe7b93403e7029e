package jdl.kernel.vector;

import static jdl.kernel.vector.Tile.LANES;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import jdl.kernel.ConvolutionKernels.Finish;
import jdl.kernel.Sweep;
import jdl.kernel.Workers;
import jdl.tensor.Tensor;

/**
 * A convolution of each channel by itself, up or down, over images whose channels lie last: vectors
 * of channels, row by row; the last vector may overlap the one before.
 *
 * @param kernel how wide the kernel is
 * @param resultWidth pixels of a row of the result
 * @param resultArea pixels of an image of the result
 */
record DepthwiseSweep(
        Frame frame,
        int kernel,
        int resultWidth,
        int resultArea,
        ThreadLocal<Workspace> workspace) {

    /** Floats of the source that a task holds, about. */
    private static final int TASK = 1 << 15;

    /**
     * What all tasks of a call have in common.
     *
     * @param w taps × channels, and behind them what each channel's sums begin with
     * @param seen what each tap sees, from the first on
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Call(
            float[] w, int atW, int[] seen, Tensor x, Tensor y, boolean add, Finish finish) {}

    /** {@code scratch} is room for the weights and what sums begin with. */
    void run(
            Workers workers,
            Tensor w,
            Tensor scratch,
            Tensor x,
            Tensor y,
            boolean add,
            Finish finish) {
        if (frame.rows() == 0 || frame.width().count() == 0) return;
        var call = new Call(scratch.array(), scratch.offset(), pack(w, scratch), x, y, add, finish);
        start(scratch, call.seen.length * frame.channels(), finish.bias());
        workers.forStrips(
                frame.rows(),
                Math.max(1, TASK / frame.floatsOfRow()),
                (from, to) -> rows(call, from, to));
    }

    /** The taps in the order in which they see; returns where. */
    private int[] pack(Tensor w, Tensor packed) {
        Sweep height = frame.height();
        Sweep width = frame.width();
        int taps = w.size() / frame.channels();
        int[] seen = new int[height.taps().length * width.taps().length];
        int k = 0;
        for (int i : order(height))
            for (int j : order(width)) {
                int from = w.offset() + height.taps()[i] * kernel + width.taps()[j];
                int to = packed.offset() + k * frame.channels();
                for (int channel = 0; channel < frame.channels(); channel++)
                    packed.array()[to + channel] = w.array()[from + channel * taps];
                seen[k++] =
                        height.offsets()[i] * frame.rowStep()
                                + width.offsets()[j] * frame.pixelStep();
            }
        return seen;
    }

    private static int[] order(Sweep sweep) {
        return IntStream.range(0, sweep.taps().length)
                .boxed()
                .sorted(Comparator.comparing(i -> sweep.offsets()[i]))
                .mapToInt(i -> i)
                .toArray();
    }

    private void start(Tensor packed, int at, Tensor bias) {
        int start = packed.offset() + at;
        Arrays.fill(packed.array(), start, start + frame.channels(), 0);
        System.arraycopy(bias.array(), bias.offset(), packed.array(), start, bias.size());
    }

    private void rows(Call c, int first, int last) {
        Workspace mine = workspace.get();
        Field field = mine.field();
        field.read(c, frame, c.x, c.x.offset(), first, last);
        int channels = frame.channels();
        int count = frame.width().count();
        int step = frame.width().stride() * channels;
        for (int row = first; row < last; row++) {
            int from = field.places()[(row - first) * count];
            int to = c.y.offset() + result(row) * channels;
            float[] y = c.y.array();
            if (c.add) {
                float[] sums = mine.panel(count * channels);
                sums(c, field.source(), from, sums, 0, channels);
                for (int i = 0; i < count; i++)
                    Sums.add(sums, i * channels, y, to + i * step, channels);
            } else sums(c, field.source(), from, y, to, step);
            if (c.finish.bends()) Sums.bend(c.finish.slope(), y, to, count * channels);
        }
    }

    /** The first pixel of a row of results. */
    private int result(int row) {
        Sweep height = frame.height();
        int y = height.start() + row % height.count() * height.stride();
        return row / height.count() * resultArea + y * resultWidth + frame.width().start();
    }

    private void sums(Call c, float[] x, int from, float[] y, int to, int step) {
        int channels = frame.channels();
        for (int i = 0; i < channels; i += LANES) {
            int channel = Math.min(i, channels - LANES);
            if (isNine()) nine(c, channel, x, from + channel, y, to + channel, step);
            else any(c, channel, x, from + channel, y, to + channel, step);
        }
    }

    private boolean isNine() {
        return frame.height().taps().length == 3 && frame.width().taps().length == 3;
    }

    private void nine(Call c, int channel, float[] x, int from, float[] y, int to, int step) {
        int channels = frame.channels();
        int at = c.atW + channel;
        int start = at + 9 * channels;
        int next = frame.width().step() * frame.pixelStep();
        int row = c.seen[3];
        int column = c.seen[1];
        int count = frame.width().count();
        if (column == next)
            DepthwiseTile.slide(c.w, at, channels, start, x, from, row, next, y, to, step, count);
        else
            DepthwiseTile.nine(
                    c.w, at, channels, start, x, from, row, column, next, y, to, step, count);
    }

    /** Pairs of places, the last of which may overlap the one before or be one place twice. */
    private void any(Call c, int channel, float[] x, int from, float[] y, int to, int step) {
        int channels = frame.channels();
        int at = c.atW + channel;
        int start = at + c.seen.length * channels;
        int next = frame.width().step() * frame.pixelStep();
        int count = frame.width().count();
        for (int i = 0; i < count; i += 2) {
            int place = Math.max(0, Math.min(i, count - 2));
            int other = count == 1 ? 0 : 1;
            DepthwiseTile.two(
                    c.w,
                    at,
                    channels,
                    start,
                    x,
                    from + place * next,
                    c.seen,
                    other * next,
                    y,
                    to + place * step,
                    other * step);
        }
    }
}
