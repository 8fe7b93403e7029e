package jdl.layer.vision;

import java.util.Arrays;
import jdl.kernel.Kernels;
import jdl.kernel.PoolingLoops.Pixels;
import jdl.kernel.PoolingLoops.Steps;
import jdl.kernel.Workers;
import jdl.tensor.Layout;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * Where the windows of a pooling lie if a pixel is a stretch of floats: its channels, or the batch.
 *
 * @param planes how many planes of such pixels there are
 * @param lanes floats of a pixel
 * @param along the places of windows along a line
 */
record PixelPooling(int planes, PoolingGeometry geometry, int lanes, Steps along) {

    /** The pooling of a bottom that lies in another order than the plain one. */
    static PixelPooling of(PoolingGeometry geometry, Shape bottom, Layout layout) {
        boolean channels = layout == Layout.CHANNELS_LAST;
        int planes = bottom.dim(channels ? 0 : 1);
        var width = geometry.width();
        var along =
                new Steps(
                        width.size(), width.kernel(), width.pad(), width.stride(), width.places());
        return new PixelPooling(planes, geometry, bottom.dim(channels ? 1 : 0), along);
    }

    /** Does something with all windows that begin on one line, the first under them. */
    @FunctionalInterface
    interface EachRow {
        void run(Pixels x, int line, int row, int top);
    }

    /** Runs a task for each row of the top; {@code top} is the index of its first float. */
    void forRows(Workers workers, Tensor x, EachRow each) {
        var height = geometry.height();
        workers.forStrips(
                planes * height.places(),
                tasks(height.stride()),
                (from, to) -> {
                    Pixels under = pixels(x);
                    for (int i = from; i < to; i++) {
                        int row = i % height.places();
                        int line = height.start(row);
                        int lines = height.end(row) - line;
                        under.move(at(x, i / height.places(), line), lines);
                        each.run(under, line, row, top(i));
                    }
                });
    }

    /**
     * Runs a task for each line of the bottom and each row of the top that saw it, topmost first;
     * the line is cleared before where its diff holds nothing yet. No two threads are on one line.
     */
    void forLines(Workers workers, Tensor dx, boolean fresh, EachRow each) {
        int height = geometry.height().size();
        workers.forStrips(
                planes * height,
                tasks(1),
                (from, to) -> {
                    Pixels under = pixels(dx);
                    for (int i = from; i < to; i++) {
                        under.move(at(dx, i / height, i % height), 1);
                        if (fresh) clear(dx, i);
                        rowsOver(under, i / height, i % height, each);
                    }
                });
    }

    private void clear(Tensor dx, int line) {
        int floats = along.size() * lanes;
        int from = dx.offset() + line * floats;
        Arrays.fill(dx.array(), from, from + floats, 0);
    }

    private void rowsOver(Pixels dx, int plane, int line, EachRow each) {
        var height = geometry.height();
        int covering = line + height.pad() - height.kernel() + height.stride();
        int first = Math.max(0, Math.floorDiv(covering, height.stride()));
        for (int row = first; row < height.places() && height.start(row) <= line; row++)
            each.run(dx, line, row, top(plane * height.places() + row));
    }

    private Pixels pixels(Tensor x) {
        return new Pixels(x.array(), x.offset(), 0, along, lanes);
    }

    private int at(Tensor x, int plane, int line) {
        return x.offset() + (plane * geometry.height().size() + line) * along.size() * lanes;
    }

    private int top(int row) {
        return row * geometry.width().places() * lanes;
    }

    /** Rows that are worth a thread, where each reads so many lines. */
    private int tasks(int lines) {
        int floats = geometry.width().size() * lanes * lines;
        return Math.max(1, Kernels.STRIP / Math.max(1, floats));
    }
}
