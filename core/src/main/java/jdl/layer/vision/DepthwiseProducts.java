package jdl.layer.vision;

import java.util.List;
import jdl.kernel.Window;
import jdl.layer.Ports;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** Products where each output sees one channel of an image: no columns, no matrices. */
record DepthwiseProducts(Window window) implements ConvolutionProducts {

    /** From here on a product of matrices for each channel is faster. */
    private static final int MANY = 8;

    /** Whether the convolution is one for this. */
    static boolean suit(ConvolutionGeometry g) {
        return g.groups() == g.channels()
                && g.outputs() < MANY * g.channels()
                && g.axes().size() <= 2;
    }

    static DepthwiseProducts of(ConvolutionGeometry g) {
        return new DepthwiseProducts(g.window());
    }

    @Override
    public List<Shape> scratch() {
        return List.of();
    }

    @Override
    public void toTop(Ports p, Tensor w, Tensor x, Tensor y) {
        p.kernels().depthwise(window, w, x, y);
    }

    @Override
    public void toWeights(Ports p, Tensor x, Tensor dy, Tensor dw) {
        p.kernels().depthwiseToWeights(window, x, dy, dw);
    }

    @Override
    public void toBottom(Ports p, Tensor w, Tensor dy, Tensor dx) {
        p.kernels().depthwiseToBottom(window, w, dy, dx);
    }
}
