package jdl.layer.vision;

import java.util.List;
import jdl.layer.Chunks;
import jdl.layer.Ports;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** Products of matrices, image by image, with the images turned into columns. */
final class UnfoldedProducts implements ConvolutionProducts {

    private final ConvolutionProduct product;
    private final Chunks chunks;
    private final int weights;

    UnfoldedProducts(ConvolutionGeometry g, boolean plain) {
        product = ConvolutionProduct.of(g, plain);
        weights = g.weights().count();
        chunks = Chunks.of(g.batch(), Math.max(product.memory(), weights));
    }

    @Override
    public List<Shape> scratch() {
        return List.of(Shape.of(chunks.count(), product.memory()), chunks.partials(weights));
    }

    @Override
    public void toTop(Ports p, Tensor w, Tensor x, Tensor y) {
        chunks.forEach(
                p.kernels().workers(),
                (chunk, n) ->
                        product.toTop(
                                p.kernels(),
                                w,
                                chunks.item(x, n),
                                memory(p, chunk),
                                chunks.item(y, n)));
    }

    @Override
    public void toWeights(Ports p, Tensor x, Tensor dy, Tensor dw) {
        Chunks.Addend addend =
                (chunk, n, sum) ->
                        product.toWeights(
                                p.kernels(),
                                chunks.item(x, n),
                                chunks.item(dy, n),
                                memory(p, chunk),
                                sum);
        chunks.sum(p.kernels(), p.scratch(1), dw, addend);
    }

    @Override
    public void toBottom(Ports p, Tensor w, Tensor dy, Tensor dx) {
        chunks.forEach(
                p.kernels().workers(),
                (chunk, n) ->
                        product.toBottom(
                                p.kernels(),
                                w,
                                chunks.item(dy, n),
                                memory(p, chunk),
                                chunks.item(dx, n)));
    }

    private Tensor memory(Ports p, int chunk) {
        return chunks.memory(p.scratch(0), chunk);
    }
}
