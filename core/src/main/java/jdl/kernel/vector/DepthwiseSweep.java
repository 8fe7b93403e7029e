package jdl.kernel.vector;

import jdl.kernel.Convolution;
import jdl.kernel.ConvolutionKernels.Finish;
import jdl.kernel.Sweep;
import jdl.kernel.Workers;
import jdl.tensor.Tensor;

/**
 * A convolution of each channel by itself, up or down, over images whose channels lie last: vectors
 * of channels, pixel by pixel.
 *
 * @param kernel how wide the kernel is
 * @param resultArea pixels of an image of the result
 */
record DepthwiseSweep(
        Sweep height,
        Sweep width,
        int images,
        int channels,
        int kernel,
        int resultWidth,
        int resultArea,
        ThreadLocal<Workspace> workspace) {

    /** Multiply-adds of a task, about. */
    private static final int TASK = 1 << 17;

    static DepthwiseSweep up(Convolution c, ThreadLocal<Workspace> workspace) {
        Sweep height = Sweep.up(c.height());
        Sweep width = Sweep.up(c.width());
        return new DepthwiseSweep(
                height,
                width,
                c.images(),
                c.channels(),
                c.width().kernel(),
                c.width().places(),
                c.places(),
                workspace);
    }

    static DepthwiseSweep down(Convolution c, int y, int x, ThreadLocal<Workspace> workspace) {
        return new DepthwiseSweep(
                Sweep.down(c.height(), y),
                Sweep.down(c.width(), x),
                c.images(),
                c.channels(),
                c.width().kernel(),
                c.width().size(),
                c.area(),
                workspace);
    }

    /**
     * What all tasks of a call have in common.
     *
     * @param w taps × channels, and behind them what each channel's sums begin with
     * @param start where that lies
     */
    record Call(float[] w, int atW, int start, Tensor x, Tensor y, boolean add, Finish finish) {}

    void run(Workers workers, Call call) {
        int row = width.count() * channels * height.taps().length * width.taps().length;
        workers.forStrips(
                images * height.count(),
                Math.max(1, TASK / (row + 1)),
                (from, to) -> {
                    var tile = new DepthwiseTile(height.taps().length * width.taps().length);
                    for (int i = from; i < to; i++)
                        row(call, tile, i / height.count(), i % height.count());
                });
    }

    private void row(Call c, DepthwiseTile tile, int image, int row) {
        int y = height.start() + row * height.stride();
        int at = image * resultArea + y * resultWidth + width.start();
        int to = c.y.offset() + at * channels;
        int step = width.stride() * channels;
        if (c.add) {
            float[] sums = workspace.get().panel(width.count() * channels);
            sums(c, tile, image, row, sums, 0, channels);
            for (int i = 0; i < width.count(); i++)
                Sums.add(sums, i * channels, c.y.array(), to + i * step, channels);
        } else sums(c, tile, image, row, c.y.array(), to, step);
        if (c.finish.relu()) Sums.bend(c.finish, c.y.array(), to, width.count() * channels);
    }

    /** The sums of a row of places; neighbours of them see through the same taps. */
    private void sums(
            Call c, DepthwiseTile tile, int image, int row, float[] y, int to, int step) {
        float[] x = c.x.array();
        int next = width.step() * channels;
        int first = image * height.size() + row * height.step() + height.origin();
        int from = c.x.offset() + (first * width.size() + width.origin()) * channels;
        int low = width.low();
        int high = width.high();
        for (int i = 0; i < width.count(); ) {
            if (i <= low || i >= high) see(tile, row, i);
            int at = from + i * next;
            int places = i >= low && i + 4 <= high ? 4 : 1;
            int here = to + i * step;
            if (places == 4) tile.four(c.w, c.atW, c.start, x, at, next, y, here, step, channels);
            else tile.one(c.w, c.atW, c.start, x, at, y, here, channels);
            i += places;
        }
    }

    /** The taps that see something from a place. */
    private void see(DepthwiseTile tile, int row, int column) {
        tile.clear();
        for (int i = 0; i < height.taps().length; i++) {
            if (!height.sees(row, i)) continue;
            for (int j = 0; j < width.taps().length; j++)
                if (width.sees(column, j))
                    tile.add(
                            (height.taps()[i] * kernel + width.taps()[j]) * channels,
                            (height.offsets()[i] * width.size() + width.offsets()[j]) * channels);
        }
    }
}
