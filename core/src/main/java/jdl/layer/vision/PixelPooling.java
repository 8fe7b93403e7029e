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
        void run(Pixels x, int at, int line, int row, int top);
    }

    /** Runs a task for each row of the top; {@code top} is the index of its first float. */
    void forRows(Workers workers, Tensor x, EachRow each) {
        var height = geometry.height();
        var under = new Pixels(x.array(), along, lanes);
        workers.forStrips(
                planes * height.places(),
                tasks(height.stride()),
                (from, to) -> {
                    for (int i = from; i < to; i++) {
                        int row = i % height.places();
                        int line = height.start(row);
                        each.run(under, at(x, i / height.places(), line), line, row, top(i));
                    }
                });
    }

    /**
     * Runs a task for each line of the bottom and each row of the top that saw it, topmost first;
     * the line is cleared before where its diff holds nothing yet. No two threads are on one line.
     */
    void forLines(Workers workers, Tensor dx, boolean fresh, EachRow each) {
        int height = geometry.height().size();
        var under = new Pixels(dx.array(), along, lanes);
        workers.forStrips(
                planes * height,
                tasks(1),
                (from, to) -> {
                    for (int i = from; i < to; i++) {
                        if (fresh) clear(dx, i);
                        rowsOver(under, at(dx, i / height, i % height), i, each);
                    }
                });
    }

    private void clear(Tensor dx, int line) {
        int floats = along.size() * lanes;
        int from = dx.offset() + line * floats;
        Arrays.fill(dx.array(), from, from + floats, 0);
    }

    private void rowsOver(Pixels dx, int at, int number, EachRow each) {
        var height = geometry.height();
        int plane = number / height.size();
        int line = number % height.size();
        int covering = line + height.pad() - height.kernel() + height.stride();
        int first = Math.max(0, Math.floorDiv(covering, height.stride()));
        for (int row = first; row < height.places() && height.start(row) <= line; row++)
            each.run(dx, at, line, row, top(plane * height.places() + row));
    }

    /** How many lines the windows of a row see. */
    int lines(int row) {
        return geometry.height().end(row) - geometry.height().start(row);
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
