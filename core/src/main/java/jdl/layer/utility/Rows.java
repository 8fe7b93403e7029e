package jdl.layer.utility;

import jdl.kernel.Kernels;
import jdl.kernel.Loops;
import jdl.layer.Ports;
import jdl.tensor.Layout;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * Blobs seen as so many rows of floats that lie together: along an axis each row of a whole is made
 * of one row of each part.
 */
record Rows(int count) {

    /** Does something with one row. */
    @FunctionalInterface
    interface Each {
        void run(int row);
    }

    /** The rows in which blobs that differ along an axis alone are put together. */
    static Rows along(int axis, Shape shape, Layout layout) {
        int count =
                switch (layout) {
                    case PLAIN -> shape.countTo(axis);
                    case CHANNELS_LAST -> channelsLast(axis, shape);
                    case BATCH_LAST ->
                            axis == 0 ? shape.countFrom(1) : shape.slice(1, axis).count();
                };
        return new Rows(count);
    }

    private static int channelsLast(int axis, Shape shape) {
        if (axis == 0) return 1;
        if (axis == 1) return shape.dim(0) * shape.countFrom(2);
        return shape.dim(0) * shape.slice(2, axis).count();
    }

    /** Floats of one row. */
    int length(Tensor tensor) {
        return tensor.size() / Math.max(1, count);
    }

    /** Runs a task for each row, several at a time where the rows of the whole are short. */
    void forEach(Ports p, Tensor whole, Each each) {
        p.kernels()
                .workers()
                .forStrips(
                        count,
                        Math.max(1, Kernels.STRIP / Math.max(1, length(whole))),
                        (from, to) -> {
                            for (int row = from; row < to; row++) each.run(row);
                        });
    }

    /** Copies a stretch, or adds it to what is there. */
    static void move(Loops loops, Tensor x, int from, Tensor y, int to, int length, boolean store) {
        if (store)
            System.arraycopy(x.array(), x.offset() + from, y.array(), y.offset() + to, length);
        else loops.add(x.array(), x.offset() + from, y.array(), y.offset() + to, length);
    }
}
