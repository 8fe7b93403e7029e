package jdl.layer;

import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntToDoubleFunction;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.kernel.Loops;
import jdl.kernel.Matrix;
import jdl.kernel.Workers;
import jdl.tensor.Layout;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * A small blob repeated over a large one: element {@code j} goes with all elements {@code (o, j,
 * i)} of outer × size × inner.
 */
public record Broadcast(int outer, int size, int inner) {

    /** The small shape that stands for axes {@code axis} … of the large one. */
    public static Broadcast of(Shape large, int axis, Shape small) {
        return new Broadcast(
                large.countTo(axis), small.count(), large.countFrom(axis + small.rank()));
    }

    /**
     * The axes that a learnt factor or summand has: {@code count} from {@code axis} on, or all that
     * follow if it is -1.
     */
    public static Shape axes(Shape bottom, int axis, int count) {
        if (count == -1) return bottom.slice(axis, bottom.rank());
        if (count < 0 || axis + count > bottom.rank())
            throw Failure.config(
                    "num_axes "
                            + count
                            + " from axis "
                            + axis
                            + " on is more than "
                            + bottom
                            + " has; -1 takes all that follow");
        return bottom.slice(axis, axis + count);
    }

    /** The second of two bottoms against the first, at {@code axis}. */
    public static Broadcast ofBottoms(List<Shape> bottoms, int wanted) {
        Shape large = bottoms.get(0);
        Shape small = bottoms.get(1);
        int axis = small.rank() == 0 ? 0 : large.axis(wanted);
        boolean fits =
                axis + small.rank() <= large.rank()
                        && large.slice(axis, axis + small.rank()).equals(small);
        if (!fits)
            throw Failure.config(
                    "wants a second bottom whose lengths are those of "
                            + large
                            + " from axis "
                            + axis
                            + " on, but got "
                            + small);
        return of(large, axis, small);
    }

    /** Whether the small blob stands for axis 1 of the large one, and no other. */
    public boolean standsForAxis1Of(Shape large) {
        return large.rank() > 1 && equals(of(large, 1, large.slice(1, 2)));
    }

    /** The same where the small blob stands for axis 1 of a large one that lies in this order. */
    public Broadcast in(Layout layout) {
        return switch (layout) {
            case PLAIN -> this;
            case CHANNELS_LAST -> new Broadcast(outer * inner, size, 1);
            case BATCH_LAST -> new Broadcast(1, size, inner * outer);
        };
    }

    /** {@code y = a · x}. */
    public void multiply(Kernels kernels, Tensor x, Tensor a, Tensor y) {
        if (inner == 1) forRows(kernels.workers(), row -> multiplyRow(x, row, a, y));
        else
            forStretches(
                    kernels.workers(),
                    (at, j) -> {
                        int to = y.offset() + at;
                        System.arraycopy(x.array(), x.offset() + at, y.array(), to, inner);
                        kernels.loops().scale(a.get(j), y.array(), to, inner);
                    });
    }

    /** {@code y += a · x}. */
    public void multiplyAdd(Kernels kernels, Tensor x, Tensor a, Tensor y) {
        if (inner == 1) forRows(kernels.workers(), row -> multiplyAddRow(x, row, a, y));
        else
            forStretches(
                    kernels.workers(),
                    (at, j) -> {
                        int to = y.offset() + at;
                        float factor = a.get(j);
                        kernels.loops()
                                .axpy(factor, x.array(), x.offset() + at, y.array(), to, inner);
                    });
    }

    /** {@code y += b}. */
    public void add(Kernels kernels, Tensor b, Tensor y) {
        if (inner == 1) kernels.addToRows(b, Matrix.of(y, outer, size));
        else
            forStretches(
                    kernels.workers(),
                    (at, j) ->
                            kernels.loops().addNumber(b.get(j), y.array(), y.offset() + at, inner));
    }

    /** {@code total_j += Σ x y} over all elements that go with {@code j}. */
    public void dot(Kernels kernels, Tensor x, Tensor y, Tensor total) {
        Loops loops = kernels.loops();
        if (inner == 1)
            kernels.workers().forStrips(size, 64, (from, to) -> dot(x, y, total, from, to));
        else
            reduce(
                    kernels.workers(),
                    total,
                    at -> loops.dot(x.array(), x.offset() + at, y.array(), y.offset() + at, inner));
    }

    /** {@code total_j += Σ x} over all elements that go with {@code j}. */
    public void sum(Kernels kernels, Tensor x, Tensor total) {
        Loops loops = kernels.loops();
        if (inner == 1) kernels.sumRows(Matrix.of(x, outer, size), total);
        else reduce(kernels.workers(), total, at -> loops.sum(x.array(), x.offset() + at, inner));
    }

    /** What is done with a stretch of the large blob and element {@code j} of the small one. */
    @FunctionalInterface
    private interface Stretch {
        void run(int at, int j);
    }

    private void forStretches(Workers workers, Stretch stretch) {
        workers.forStrips(
                outer * size,
                Math.max(1, Kernels.STRIP / Math.max(1, inner)),
                (from, to) -> {
                    for (int s = from; s < to; s++) stretch.run(s * inner, s % size);
                });
    }

    /** A task for the first float of each row, where the small blob lies along the rows. */
    private void forRows(Workers workers, IntConsumer row) {
        workers.forStrips(
                outer,
                Math.max(1, Kernels.STRIP / Math.max(1, size)),
                (from, to) -> {
                    for (int o = from; o < to; o++) row.accept(o * size);
                });
    }

    private void reduce(Workers workers, Tensor total, IntToDoubleFunction ofStretch) {
        workers.forStrips(
                size,
                Math.max(1, Kernels.STRIP / Math.max(1, outer * inner)),
                (from, to) -> {
                    for (int j = from; j < to; j++) {
                        double sum = 0;
                        for (int o = 0; o < outer; o++)
                            sum += ofStretch.applyAsDouble((o * size + j) * inner);
                        total.set(j, (float) (total.get(j) + sum));
                    }
                });
    }

    private void multiplyRow(Tensor x, int row, Tensor a, Tensor y) {
        for (int j = 0; j < size; j++) y.set(row + j, x.get(row + j) * a.get(j));
    }

    private void multiplyAddRow(Tensor x, int row, Tensor a, Tensor y) {
        for (int j = 0; j < size; j++) y.set(row + j, y.get(row + j) + x.get(row + j) * a.get(j));
    }

    private void dot(Tensor x, Tensor y, Tensor total, int from, int to) {
        double[] sums = new double[to - from];
        for (int o = 0; o < outer; o++)
            for (int j = from; j < to; j++)
                sums[j - from] += (double) x.get(o * size + j) * y.get(o * size + j);
        for (int j = from; j < to; j++) total.set(j, (float) (total.get(j) + sums[j - from]));
    }
}
