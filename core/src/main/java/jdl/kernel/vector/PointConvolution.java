package jdl.kernel.vector;

import jdl.kernel.Convolution;
import jdl.kernel.ConvolutionKernels.Finish;
import jdl.kernel.Kernels;
import jdl.kernel.Matrix;
import jdl.tensor.Tensor;

/**
 * A convolution whose kernels see one pixel each: where channels lie last, its three products are
 * products of matrices, pixels × channels.
 */
record PointConvolution(Kernels kernels, int pixels, int channels, int outputs) {

    static PointConvolution of(Kernels kernels, Convolution c) {
        return new PointConvolution(kernels, c.images() * c.area(), c.channels(), c.outputs());
    }

    private Matrix bottom(Tensor x) {
        return Matrix.of(x, pixels, channels);
    }

    private Matrix top(Tensor y) {
        return Matrix.of(y, pixels, outputs);
    }

    private Matrix weights(Tensor w) {
        return Matrix.of(w, outputs, channels);
    }

    void toTop(Tensor w, Tensor x, Tensor y, Finish finish) {
        kernels.multiply(bottom(x), weights(w).transposed(), top(y));
        if (finish.bias().size() > 0) kernels.addToRows(finish.bias(), top(y));
        if (finish.relu())
            kernels.workers()
                    .forStrips(
                            y.size(),
                            Kernels.STRIP,
                            (from, to) ->
                                    Sums.bend(finish, y.array(), y.offset() + from, to - from));
    }

    void toBottom(Tensor w, Tensor dy, Tensor dx, boolean add) {
        if (add) kernels.multiplyAdd(top(dy), weights(w), bottom(dx));
        else kernels.multiply(top(dy), weights(w), bottom(dx));
    }

    void toWeights(Tensor x, Tensor dy, Tensor dw, boolean add) {
        if (add) kernels.multiplyAdd(top(dy).transposed(), bottom(x), weights(dw));
        else kernels.multiply(top(dy).transposed(), bottom(x), weights(dw));
    }
}
