package jdl.kernel;

import jdl.tensor.Tensor;

/**
 * Convolutions over images whose channels lie last. Weights are outputs × channels × kernel, as in
 * files; {@code scratch} is memory of {@link Convolution#scratch} floats.
 */
public interface ConvolutionKernels {

    /**
     * What becomes of a sum of products.
     *
     * @param bias added to each output; no floats where there is none
     * @param relu whether what is negative is multiplied by {@code slope}
     */
    record Finish(Tensor bias, boolean relu, float slope) {}

    /** {@code y = w * x + b}, and perhaps bent. */
    default void convolve(
            Convolution c, Tensor w, Tensor scratch, Tensor x, Tensor y, Finish finish) {
        PlainConvolution.toTop(c, w, x, y, finish);
    }

    /**
     * Weights in the order in which {@link #convolvePrepared} likes to read them.
     *
     * @param prepared of {@link Convolution#prepared} floats
     */
    default void prepare(Convolution c, Tensor w, Tensor prepared) {
        System.arraycopy(w.array(), w.offset(), prepared.array(), prepared.offset(), w.size());
    }

    /** Likewise {@code y = w * x + b}, with weights that were prepared. */
    default void convolvePrepared(
            Convolution c, Tensor prepared, Tensor scratch, Tensor x, Tensor y, Finish finish) {
        PlainConvolution.toTop(c, prepared, x, y, finish);
    }

    /** {@code dx = } what {@code dy} asks for where {@link #convolve} gave y, or added to it. */
    default void convolveToBottom(
            Convolution c, Tensor w, Tensor scratch, Tensor dy, Tensor dx, boolean add) {
        PlainConvolution.toBottom(c, w, dy, dx, add);
    }

    /** {@code dw = } what {@code dy} asks for where {@link #convolve} gave y, or added to it. */
    default void convolveToWeights(
            Convolution c, Tensor x, Tensor scratch, Tensor dy, Tensor dw, boolean add) {
        PlainConvolution.toWeights(c, x, dy, dw, add);
    }
}
