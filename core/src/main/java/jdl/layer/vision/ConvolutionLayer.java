package jdl.layer.vision;

import com.google.auto.service.AutoService;
import java.util.Collections;
import java.util.List;
import jdl.kernel.Kernels;
import jdl.layer.Arity;
import jdl.layer.Bottoms;
import jdl.layer.Chunks;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.proto.ConvolutionParameter;
import jdl.proto.LayerParameter;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** {@code y = w * x + b} at each place of the kernel, as {@code weights · columns of the image}. */
final class ConvolutionLayer implements Layer {

    private final ConvolutionProduct product;
    private final Chunks chunks;
    private final Plan plan;

    ConvolutionLayer(LayerParameter layer, List<Shape> bottoms) {
        ConvolutionParameter p = layer.getConvolutionParam();
        var geometry = ConvolutionGeometry.of(p, Bottoms.eachWithATop(layer, bottoms));
        product = ConvolutionProduct.of(geometry, p.getForceNdIm2Col());
        int weights = geometry.weights().count();
        chunks = Chunks.of(geometry.batch(), Math.max(product.memory(), weights));
        Shape memory = Shape.of(chunks.count(), product.memory());
        Shape outputs = chunks.partials(geometry.outputs());
        plan =
                Plan.tops(Collections.nCopies(bottoms.size(), geometry.top()))
                        .weights(geometry.weights(p))
                        .scratch(memory, chunks.partials(weights), outputs);
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        for (int i = 0; i < p.bottoms().size(); i++) {
            Tensor x = p.bottom(i).data();
            Tensor y = p.top(i).data();
            chunks.forEach(
                    p.kernels().workers(),
                    (chunk, n) -> forward(p, chunk, chunks.item(x, n), chunks.item(y, n)));
        }
    }

    private void forward(Ports p, int chunk, Tensor x, Tensor y) {
        product.forward(p.kernels(), p.weight(0).data(), x, memory(p, chunk), y);
        if (p.weights().size() == 2)
            p.kernels().addToColumns(p.weight(1).data(), product.planes(y));
    }

    @Override
    public void backward(Ports p) {
        for (int i = 0; i < p.bottoms().size(); i++) {
            if (!p.top(i).hasDiff()) continue;
            Tensor dy = p.top(i).diff();
            if (p.weight(0).hasDiff()) toWeights(p, p.bottom(i).data(), dy);
            if (p.weights().size() == 2 && p.weight(1).hasDiff()) toBias(p, dy);
            if (p.bottom(i).hasDiff()) toBottom(p, p.bottom(i).diff(), dy);
        }
    }

    private void toWeights(Ports p, Tensor x, Tensor dy) {
        Kernels k = p.kernels();
        Chunks.Addend addend =
                (chunk, n, sum) ->
                        product.toWeights(
                                k, chunks.item(x, n), chunks.item(dy, n), memory(p, chunk), sum);
        chunks.sum(k, p.scratch(1), p.weight(0).diff(), addend);
    }

    private void toBias(Ports p, Tensor dy) {
        Kernels k = p.kernels();
        Chunks.Addend addend =
                (chunk, n, sum) -> k.sumColumns(product.planes(chunks.item(dy, n)), sum);
        chunks.sum(k, p.scratch(2), p.weight(1).diff(), addend);
    }

    private void toBottom(Ports p, Tensor dx, Tensor dy) {
        Kernels k = p.kernels();
        Tensor w = p.weight(0).data();
        Chunks.Work work =
                (chunk, n) ->
                        product.toBottom(
                                k, w, chunks.item(dy, n), memory(p, chunk), chunks.item(dx, n));
        chunks.forEach(k.workers(), work);
    }

    private Tensor memory(Ports p, int chunk) {
        return chunks.memory(p.scratch(0), chunk);
    }

    /** The type "Convolution". */
    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super("Convolution", Arity.atLeast(1), Arity.atLeast(1), ConvolutionLayer::new);
        }
    }
}
