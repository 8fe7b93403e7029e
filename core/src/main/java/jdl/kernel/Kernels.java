package jdl.kernel;

import jdl.failure.Failure;
import jdl.tensor.Layout;
import jdl.tensor.Tensor;

/**
 * Loops over floats. Each default method is the plain loop that every faster version is held to; a
 * faster version overrides it.
 */
public interface Kernels extends ConvolutionKernels, BatchKernels {

    /** Floats of one task of a loop over elements: enough to be worth a thread. */
    int STRIP = 16384;

    /** What the loops are called in messages and reports: "plain", "vector". */
    String name();

    @Override
    Workers workers();

    /** The innermost loops of these kernels. */
    @Override
    default Loops loops() {
        return Loops.plain();
    }

    /** The loops that measure what the machine can. */
    default Peak peak() {
        return Peak.plain();
    }

    /** The fastest kernels that can run here. */
    static Kernels best(Workers workers) {
        return KernelProviders.installed().best().open(workers);
    }

    /** The kernels a user asked for; {@link Failure} (CONFIG) where they cannot be had. */
    static Kernels named(String name, Workers workers) {
        return KernelProviders.installed().named(name).open(workers);
    }

    /** The plain loops. */
    static Kernels plain(Workers workers) {
        return new PlainKernels(workers);
    }

    /** {@code c = a · b}. */
    default void multiply(Matrix a, Matrix b, Matrix c) {
        PlainGemm.run(a, b, c, false);
    }

    /** {@code c += a · b}. */
    default void multiplyAdd(Matrix a, Matrix b, Matrix c) {
        PlainGemm.run(a, b, c, true);
    }

    /** {@code x = value}. */
    default void fill(float value, Tensor x) {
        x.fill(value);
    }

    /** {@code y = x} turned: the matrices of x, rows by columns, transposed one by one. */
    default void turn(Layout.Turn turn, Tensor x, Tensor y) {
        Sizes.same(x, y);
        Turning.run(workers(), turn, x, y, false);
    }

    /** {@code y += x} turned. */
    default void turnAdd(Layout.Turn turn, Tensor x, Tensor y) {
        Sizes.same(x, y);
        Turning.run(workers(), turn, x, y, true);
    }

    /** {@code y += a x}. */
    default void axpy(float a, Tensor x, Tensor y) {
        Sizes.same(x, y);
        workers()
                .forStrips(
                        x.size(),
                        STRIP,
                        (from, to) ->
                                loops().axpy(
                                                a,
                                                x.array(),
                                                x.offset() + from,
                                                y.array(),
                                                y.offset() + from,
                                                to - from));
    }

    /** {@code x *= a}. */
    default void scale(float a, Tensor x) {
        workers()
                .forStrips(
                        x.size(),
                        STRIP,
                        (from, to) -> loops().scale(a, x.array(), x.offset() + from, to - from));
    }

    /** {@code x = min(limit, max(-limit, x))}. */
    default void clip(float limit, Tensor x) {
        workers()
                .forStrips(
                        x.size(),
                        STRIP,
                        (from, to) -> loops().clip(limit, x.array(), x.offset() + from, to - from));
    }

    /** {@code y += a sign(x)}. */
    default void addSign(float a, Tensor x, Tensor y) {
        Sizes.same(x, y);
        workers()
                .forStrips(
                        x.size(),
                        STRIP,
                        (from, to) ->
                                loops().addSign(
                                                a,
                                                x.array(),
                                                x.offset() + from,
                                                y.array(),
                                                y.offset() + from,
                                                to - from));
    }

    /** {@code x} and {@code y} change places. */
    default void swap(Tensor x, Tensor y) {
        Sizes.same(x, y);
        workers()
                .forStrips(
                        x.size(),
                        STRIP,
                        (from, to) ->
                                loops().swap(
                                                x.array(),
                                                x.offset() + from,
                                                y.array(),
                                                y.offset() + from,
                                                to - from));
    }

    /** {@code Σ x y}, in double precision and in an order of its own. */
    default double dot(Tensor x, Tensor y) {
        Sizes.same(x, y);
        double[] sums = new double[x.size() / STRIP + 1];
        workers()
                .forStrips(
                        x.size(),
                        STRIP,
                        (from, to) ->
                                sums[from / STRIP] =
                                        loops().dot(
                                                        x.array(),
                                                        x.offset() + from,
                                                        y.array(),
                                                        y.offset() + from,
                                                        to - from));
        double sum = 0;
        for (double part : sums) sum += part;
        return sum;
    }

    /** {@code Σ x²}. */
    default double sumOfSquares(Tensor x) {
        return dot(x, x);
    }

    /** Every row of {@code c} += {@code row}. */
    default void addToRows(Tensor row, Matrix c) {
        if (c.columnStride() != 1) {
            addToColumns(row, c.transposed());
            return;
        }
        Sizes.columns(row, c);
        Sizes.forRows(
                workers(),
                c,
                i -> loops().add(row.array(), row.offset(), c.array(), c.index(i, 0), c.columns()));
    }

    /** Every column of {@code c}, whose rows lie together, += {@code column}. */
    default void addToColumns(Tensor column, Matrix c) {
        Sizes.rows(column, c);
        Sizes.forRows(
                workers(),
                c,
                i -> loops().addNumber(column.get(i), c.array(), c.index(i, 0), c.columns()));
    }

    /** {@code row += } the sum of the rows of {@code a}, topmost first where they lie together. */
    default void sumRows(Matrix a, Tensor row) {
        if (a.columnStride() != 1) {
            sumColumns(a.transposed(), row);
            return;
        }
        Sizes.columns(row, a);
        int strip = Math.max(64, STRIP / Math.max(1, a.rows()));
        workers()
                .forStrips(
                        a.columns(),
                        strip,
                        (from, to) -> {
                            for (int i = 0; i < a.rows(); i++)
                                loops().add(
                                                a.array(),
                                                a.index(i, from),
                                                row.array(),
                                                row.offset() + from,
                                                to - from);
                        });
    }

    /** {@code column += } the sum of the columns of {@code a}, whose rows lie together. */
    default void sumColumns(Matrix a, Tensor column) {
        Sizes.rows(column, a);
        Sizes.forRows(
                workers(),
                a,
                i -> {
                    double sum = loops().sum(a.array(), a.index(i, 0), a.columns());
                    column.set(i, (float) (column.get(i) + sum));
                });
    }

    /**
     * {@code columns} = the image's floats under the window at each of its places; zeros in the
     * pad.
     */
    default void im2col(Window window, Tensor image, Tensor columns) {
        Sizes.window(window, image, columns);
        Sizes.forChannels(workers(), window, c -> Columns.gather(window, c, image, columns));
    }

    /** {@code image +=} the columns, each float added to where {@link #im2col} reads it. */
    default void col2im(Window window, Tensor columns, Tensor image) {
        Sizes.window(window, image, columns);
        Sizes.forChannels(workers(), window, c -> Columns.scatter(window, c, columns, image));
    }

    /**
     * {@code y += w * x} for any number of images: each output sees one channel, and the outputs of
     * a channel follow one another.
     */
    default void depthwise(Window window, Tensor w, Tensor x, Tensor y) {
        DepthwiseBatch.of(this, window, w, x, y).toTop(w, x, y);
    }

    /** {@code dx +=} what {@code dy} asks for where {@link #depthwise} gave y. */
    default void depthwiseToBottom(Window window, Tensor w, Tensor dy, Tensor dx) {
        DepthwiseBatch.of(this, window, w, dx, dy).toBottom(w, dy, dx);
    }

    /** {@code dw +=} what {@code dy} asks for where {@link #depthwise} gave y. */
    default void depthwiseToWeights(Window window, Tensor x, Tensor dy, Tensor dw) {
        DepthwiseBatch.of(this, window, dw, x, dy).toWeights(x, dy, dw);
    }
}
