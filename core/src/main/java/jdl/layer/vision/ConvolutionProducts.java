package jdl.layer.vision;

import java.util.List;
import jdl.layer.Ports;
import jdl.proto.ConvolutionParameter;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** The three products of a convolution over a batch; each adds to its result. */
interface ConvolutionProducts {

    /** Memory that a call needs: the first of the layer's scratch. */
    List<Shape> scratch();

    /** {@code y += w * x}. */
    void toTop(Ports p, Tensor w, Tensor x, Tensor y);

    /** {@code dw += } what {@code dy} asks for. */
    void toWeights(Ports p, Tensor x, Tensor dy, Tensor dw);

    /** {@code dx += } what {@code dy} asks for. */
    void toBottom(Ports p, Tensor w, Tensor dy, Tensor dx);

    static ConvolutionProducts of(ConvolutionGeometry g, ConvolutionParameter p) {
        return DepthwiseProducts.suit(g) && !p.getForceNdIm2Col()
                ? DepthwiseProducts.of(g)
                : new UnfoldedProducts(g, p.getForceNdIm2Col());
    }

    /** The products of the deconvolution: what was bottom is top. */
    default ConvolutionProducts turned() {
        ConvolutionProducts straight = this;
        return new ConvolutionProducts() {
            @Override
            public List<Shape> scratch() {
                return straight.scratch();
            }

            @Override
            public void toTop(Ports p, Tensor w, Tensor x, Tensor y) {
                straight.toBottom(p, w, x, y);
            }

            @Override
            public void toWeights(Ports p, Tensor x, Tensor dy, Tensor dw) {
                straight.toWeights(p, dy, x, dw);
            }

            @Override
            public void toBottom(Ports p, Tensor w, Tensor dy, Tensor dx) {
                straight.toTop(p, w, dy, dx);
            }
        };
    }
}
