package jdl.kernel;

import jdl.tensor.Shape;
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
     * @param slope by which what is not above 0 is multiplied; 1 leaves it
     */
    record Finish(Tensor bias, float slope) {

        private static final Tensor NO_BIAS = Tensor.zeros(Shape.of(0));

        /** The sum as it is. */
        public static final Finish NONE = new Finish(NO_BIAS, 1);

        /** Without a bias. */
        public static Finish bent(float slope) {
            return new Finish(NO_BIAS, slope);
        }

        public boolean hasBias() {
            return bias.size() > 0;
        }

        public boolean bends() {
            return slope != 1;
        }
    }

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
