package jdl.kernel.vector;

import java.util.Arrays;
import jdl.kernel.Convolution;
import jdl.kernel.ConvolutionKernels.Finish;
import jdl.kernel.Kernels;
import jdl.kernel.Matrix;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * A convolution whose kernels see one pixel each: where channels lie last, its three products are
 * products of matrices, pixels × channels. With a stride, the pixels that are seen are brought
 * together first, or back afterwards.
 */
record PointConvolution(Kernels kernels, Convolution c, Tensor scratch) {

    /** Pixels along which {@link WeightGradient} sums faster than a product of matrices. */
    private static final int MANY_PIXELS = 512;

    /** Likewise channels, on both sides. */
    private static final int MANY_CHANNELS = 32;

    /** Whether the gradient of a convolution's weights is best a product of matrices. */
    static boolean suitsWeights(Convolution c) {
        return c.isPoint()
                && (c.images() * c.places() < MANY_PIXELS
                        || Math.min(c.channels(), c.outputs()) < MANY_CHANNELS);
    }

    void toTop(Tensor w, Tensor x, Tensor y, Finish finish) {
        kernels.multiply(bottom(seen(x)), weights(w).transposed(), top(y));
        if (finish.hasBias()) kernels.addToRows(finish.bias(), top(y));
        if (finish.bends())
            kernels.workers()
                    .forStrips(
                            y.size(),
                            Kernels.STRIP,
                            (from, to) ->
                                    Sums.bend(
                                            finish.slope(),
                                            y.array(),
                                            y.offset() + from,
                                            to - from));
    }

    void toBottom(Tensor w, Tensor dy, Tensor dx, boolean add) {
        if (isDense()) {
            multiply(top(dy), weights(w), bottom(dx), add);
        } else {
            Tensor seen = room();
            kernels.multiply(top(dy), weights(w), bottom(seen));
            bringBack(seen, dx, add);
        }
    }

    void toWeights(Tensor x, Tensor dy, Tensor dw, boolean add) {
        multiply(top(dy).transposed(), bottom(seen(x)), weights(dw), add);
    }

    private void multiply(Matrix a, Matrix b, Matrix to, boolean add) {
        if (add) kernels.multiplyAdd(a, b, to);
        else kernels.multiply(a, b, to);
    }

    private Matrix bottom(Tensor seen) {
        return Matrix.of(seen, pixels(), c.channels());
    }

    private Matrix top(Tensor y) {
        return Matrix.of(y, pixels(), c.outputs());
    }

    private Matrix weights(Tensor w) {
        return Matrix.of(w, c.outputs(), c.channels());
    }

    private int pixels() {
        return c.images() * c.places();
    }

    /** Whether each pixel of the bottom is seen. */
    private boolean isDense() {
        return c.height().stride() == 1 && c.width().stride() == 1;
    }

    private Tensor room() {
        return new Tensor(Shape.of(pixels(), c.channels()), scratch.array(), scratch.offset());
    }

    /** The pixels that are seen, side by side. */
    private Tensor seen(Tensor x) {
        if (isDense()) return x;
        Tensor seen = room();
        int rows = c.height().places();
        kernels.workers()
                .forEach(
                        c.images() * rows,
                        row -> {
                            int at = row(row / rows, row % rows * c.height().stride());
                            bring(x, at, seen, row * c.width().places());
                        });
        return seen;
    }

    private void bring(Tensor x, int pixel, Tensor seen, int to) {
        for (int p = 0; p < c.width().places(); p++)
            copy(x, pixel + p * c.width().stride(), seen, to + p);
    }

    /** Each pixel's gradient to its place; what no kernel sees gets none. */
    private void bringBack(Tensor seen, Tensor dx, boolean add) {
        int rows = c.height().size();
        int stride = c.height().stride();
        kernels.workers()
                .forEach(
                        c.images() * rows,
                        i -> {
                            int image = i / rows;
                            int row = i % rows;
                            if (!add) clear(dx, row(image, row));
                            if (row % stride > 0) return;
                            int from = (image * c.height().places() + row / stride);
                            bringBack(seen, from * c.width().places(), dx, row(image, row), add);
                        });
    }

    private void bringBack(Tensor seen, int from, Tensor dx, int pixel, boolean add) {
        for (int p = 0; p < c.width().places(); p++) {
            int to = pixel + p * c.width().stride();
            if (add) add(seen, from + p, dx, to);
            else copy(seen, from + p, dx, to);
        }
    }

    /** The first pixel of a row of the bottom. */
    private int row(int image, int row) {
        return (image * c.height().size() + row) * c.width().size();
    }

    private void clear(Tensor x, int pixel) {
        int from = at(x, pixel);
        Arrays.fill(x.array(), from, from + c.width().size() * c.channels(), 0);
    }

    private void copy(Tensor from, int pixel, Tensor to, int place) {
        System.arraycopy(from.array(), at(from, pixel), to.array(), at(to, place), c.channels());
    }

    private void add(Tensor from, int pixel, Tensor to, int place) {
        Sums.add(from.array(), at(from, pixel), to.array(), at(to, place), c.channels());
    }

    private int at(Tensor x, int pixel) {
        return x.offset() + pixel * c.channels();
    }
}
