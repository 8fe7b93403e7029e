package jdl.layer.vision;

import jdl.kernel.Kernels;
import jdl.kernel.Matrix;
import jdl.tensor.Tensor;

/**
 * The matrix products of a convolution for one image, group by group: {@code outputs × taps}
 * weights times {@code taps × places} columns. Under a kernel that sees one point, the image is its
 * columns.
 *
 * @param outputs of a group
 */
record ConvolutionProduct(
        Unfolding unfolding, boolean point, int groups, int outputs, int taps, int places) {

    static ConvolutionProduct of(ConvolutionGeometry g, boolean plain) {
        return new ConvolutionProduct(
                Unfolding.of(g, plain),
                g.isPoint(),
                g.groups(),
                g.outputs() / g.groups(),
                g.channels() / g.groups() * g.taps(),
                g.places());
    }

    /** Floats of the memory that each call needs. */
    int memory() {
        return point ? 0 : Math.multiplyExact(groups, Math.multiplyExact(taps, places));
    }

    /** {@code y += w · columns of x}. */
    void toTop(Kernels kernels, Tensor w, Tensor x, Tensor memory, Tensor y) {
        Tensor columns = columns(kernels, x, memory);
        for (int g = 0; g < groups; g++)
            kernels.multiplyAdd(weights(w, g), columns(columns, g), outputs(y, g));
    }

    /** {@code dw += dy · columns of xᵀ}. */
    void toWeights(Kernels kernels, Tensor x, Tensor dy, Tensor memory, Tensor dw) {
        Tensor columns = columns(kernels, x, memory);
        for (int g = 0; g < groups; g++)
            kernels.multiplyAdd(outputs(dy, g), columns(columns, g).transposed(), weights(dw, g));
    }

    private Tensor columns(Kernels kernels, Tensor image, Tensor memory) {
        if (point) return image;
        unfolding.gather(kernels, image, memory);
        return memory;
    }

    /** {@code dx += } the image of {@code wᵀ · dy}. */
    void toBottom(Kernels kernels, Tensor w, Tensor dy, Tensor memory, Tensor dx) {
        for (int g = 0; g < groups; g++) {
            Matrix back = weights(w, g).transposed();
            if (point) kernels.multiplyAdd(back, outputs(dy, g), columns(dx, g));
            else kernels.multiply(back, outputs(dy, g), columns(memory, g));
        }
        if (!point) unfolding.scatter(kernels, memory, dx);
    }

    private Matrix weights(Tensor tensor, int group) {
        return Matrix.at(tensor, group * outputs * taps, outputs, taps);
    }

    private Matrix columns(Tensor tensor, int group) {
        return Matrix.at(tensor, group * taps * places, taps, places);
    }

    private Matrix outputs(Tensor tensor, int group) {
        return Matrix.at(tensor, group * outputs * places, outputs, places);
    }
}
