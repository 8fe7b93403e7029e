package jdl.layer;

import com.google.auto.service.AutoService;
import java.util.Collections;
import java.util.List;
import jdl.failure.Failure;
import jdl.kernel.Matrix;
import jdl.proto.ConvolutionParameter;
import jdl.proto.LayerParameter;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** {@code y = w * x + b} at each place of the kernel, as {@code weights · columns of the image}. */
final class ConvolutionLayer implements Layer {

    private final ConvolutionGeometry geometry;
    private final Unfolding unfolding;
    private final Chunks chunks;
    private final boolean bias;
    private final int groups;

    /** Of one group. */
    private final int outputs;

    private final int taps;
    private final int places;
    private final Plan plan;

    ConvolutionLayer(LayerParameter layer, List<Shape> bottoms) {
        ConvolutionParameter p = layer.getConvolutionParam();
        if (layer.getTopCount() != bottoms.size())
            throw Failure.config(
                    "gives a top for each bottom, "
                            + bottoms.size()
                            + ", but got names for "
                            + layer.getTopCount());
        geometry = ConvolutionGeometry.of(p, Bottoms.ofOneShape(bottoms));
        unfolding = Unfolding.of(geometry, p.getForceNdIm2Col());
        bias = p.getBiasTerm();
        groups = geometry.groups();
        outputs = geometry.outputs() / groups;
        taps = geometry.taps();
        places = geometry.places();
        Shape weights = geometry.weights();
        int columns = geometry.isPoint() ? 0 : geometry.columns();
        chunks = Chunks.of(geometry.batch(), Math.max(columns, weights.count()));
        var weight = new WeightSpec(weights, p.getWeightFiller());
        var offset = new WeightSpec(Shape.of(geometry.outputs()), p.getBiasFiller());
        plan =
                Plan.tops(Collections.nCopies(bottoms.size(), geometry.top()))
                        .weights(bias ? List.of(weight, offset) : List.of(weight))
                        .scratch(
                                Shape.of(chunks.count(), columns),
                                chunks.partials(weights.count()),
                                chunks.partials(geometry.outputs()));
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
                    (chunk, n) -> forward(p, columns(p, chunk, image(x, n)), image(y, n)));
        }
    }

    private void forward(Ports p, Tensor columns, Tensor y) {
        for (int g = 0; g < groups; g++)
            p.kernels()
                    .multiply(
                            block(p.weight(0).data(), g, outputs, taps),
                            block(columns, g, taps, places),
                            block(y, g, outputs, places));
        if (bias) p.kernels().addToColumns(p.weight(1).data(), planes(y));
    }

    @Override
    public void backward(Ports p) {
        for (int i = 0; i < p.bottoms().size(); i++) {
            if (!p.top(i).hasDiff()) continue;
            Tensor dy = p.top(i).diff();
            if (p.weight(0).hasDiff()) toWeights(p, p.bottom(i).data(), dy);
            if (bias && p.weight(1).hasDiff()) toBias(p, dy);
            if (p.bottom(i).hasDiff()) toBottom(p, p.bottom(i).diff(), dy);
        }
    }

    private void toWeights(Ports p, Tensor x, Tensor dy) {
        chunks.sum(
                p.kernels(),
                p.scratch(1),
                p.weight(0).diff(),
                (chunk, n, sum) -> {
                    Tensor columns = columns(p, chunk, image(x, n));
                    for (int g = 0; g < groups; g++)
                        p.kernels()
                                .multiplyAdd(
                                        block(image(dy, n), g, outputs, places),
                                        block(columns, g, taps, places).transposed(),
                                        block(sum, g, outputs, taps));
                });
    }

    private void toBias(Ports p, Tensor dy) {
        chunks.sum(
                p.kernels(),
                p.scratch(2),
                p.weight(1).diff(),
                (chunk, n, sum) -> p.kernels().sumColumns(planes(image(dy, n)), sum));
    }

    private void toBottom(Ports p, Tensor dx, Tensor dy) {
        chunks.forEach(
                p.kernels().workers(), (chunk, n) -> toImage(p, chunk, image(dx, n), image(dy, n)));
    }

    private void toImage(Ports p, int chunk, Tensor dx, Tensor dy) {
        Tensor columns = geometry.isPoint() ? dx : p.scratch(0).part(chunk, chunks.count());
        for (int g = 0; g < groups; g++) {
            Matrix weights = block(p.weight(0).data(), g, outputs, taps).transposed();
            Matrix slopes = block(dy, g, outputs, places);
            Matrix into = block(columns, g, taps, places);
            if (geometry.isPoint()) p.kernels().multiplyAdd(weights, slopes, into);
            else p.kernels().multiply(weights, slopes, into);
        }
        if (!geometry.isPoint()) unfolding.scatter(p.kernels(), columns, dx);
    }

    /** The image as columns, in the memory of a chunk; the image itself under a 1×1 kernel. */
    private Tensor columns(Ports p, int chunk, Tensor image) {
        if (geometry.isPoint()) return image;
        Tensor columns = p.scratch(0).part(chunk, chunks.count());
        unfolding.gather(p.kernels(), image, columns);
        return columns;
    }

    private Tensor image(Tensor images, int n) {
        return images.part(n, geometry.batch());
    }

    private Matrix planes(Tensor image) {
        return Matrix.of(image, geometry.outputs(), places);
    }

    private static Matrix block(Tensor tensor, int group, int rows, int columns) {
        return Matrix.at(tensor, group * rows * columns, rows, columns);
    }

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super("Convolution", Arity.atLeast(1), Arity.atLeast(1), ConvolutionLayer::new);
        }
    }
}
