package jdl.layer.vision;

import jdl.kernel.Kernels;
import jdl.tensor.Tensor;

/**
 * How an image is turned into columns, one for each place of a kernel, and back. Row (channel, tap)
 * of the columns holds what the tap sees at each place.
 */
interface Unfolding {

    /** {@code columns =} what the kernel sees, zeros in the pad. */
    void gather(Kernels kernels, Tensor image, Tensor columns);

    /** {@code image +=} the columns, each float where {@link #gather} read it. */
    void scatter(Kernels kernels, Tensor columns, Tensor image);

    static Unfolding of(ConvolutionGeometry g, boolean plain) {
        if (plain || g.axes().size() != 2) return new UnfoldingNd(g.channels(), g.axes());
        var window = g.window();
        return new Unfolding() {
            @Override
            public void gather(Kernels kernels, Tensor image, Tensor columns) {
                kernels.im2col(window, image, columns);
            }

            @Override
            public void scatter(Kernels kernels, Tensor columns, Tensor image) {
                kernels.col2im(window, columns, image);
            }
        };
    }
}
