package jdl.kernel;

import java.util.function.IntConsumer;
import jdl.tensor.Tensor;

/** Whether operands fit one another, and into how many tasks their size cuts a loop. */
final class Sizes {

    private Sizes() {}

    static void same(Tensor x, Tensor y) {
        if (x.size() != y.size())
            throw new IllegalArgumentException(x.shape() + " beside " + y.shape());
    }

    static void columns(Tensor row, Matrix m) {
        straight(m);
        if (row.size() != m.columns())
            throw new IllegalArgumentException(row.shape() + " beside rows of " + m.size());
    }

    static void rows(Tensor column, Matrix m) {
        straight(m);
        if (column.size() != m.rows())
            throw new IllegalArgumentException(column.shape() + " beside columns of " + m.size());
    }

    private static void straight(Matrix m) {
        if (m.columnStride() != 1)
            throw new IllegalArgumentException(m.size() + " whose rows do not lie together");
    }

    static void window(Window w, Tensor image, Tensor columns) {
        int floats = w.channels() * w.height().size() * w.width().size();
        if (image.size() != floats || columns.size() != w.rows() * w.places())
            throw new IllegalArgumentException(
                    image.shape() + " and columns " + columns.shape() + " under " + w);
    }

    /** Runs a task for each row, several at a time where they are short. */
    static void forRows(Workers workers, Matrix m, IntConsumer row) {
        int rows = Math.max(1, Kernels.STRIP / Math.max(1, m.columns()));
        forEach(workers, m.rows(), rows, row);
    }

    /** Runs a task for each channel, several at a time where they are small. */
    static void forChannels(Workers workers, Window w, IntConsumer channel) {
        int floats = w.height().kernel() * w.width().kernel() * w.places();
        forEach(workers, w.channels(), Math.max(1, Kernels.STRIP / Math.max(1, floats)), channel);
    }

    private static void forEach(Workers workers, int count, int atOnce, IntConsumer task) {
        workers.forStrips(
                count,
                atOnce,
                (from, to) -> {
                    for (int i = from; i < to; i++) task.accept(i);
                });
    }
}
