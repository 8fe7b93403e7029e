package jdl.solver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jdl.failure.Failure;
import jdl.proto.LayerParameter;
import jdl.proto.NetParameter;
import jdl.snapshot.NamedLayer;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * A net and its weights without the BatchNorms, and the Scales behind them, that stand right behind
 * a Convolution or InnerProduct: {@code y = a (W x + b) + c} is {@code (a W) x + (a b + c)}.
 *
 * @param folded what is gone, a line each
 */
public record FoldedNet(NetParameter net, List<NamedLayer> weights, List<String> folded) {

    private static final Set<String> PRODUCTS = Set.of("Convolution", "InnerProduct");

    public FoldedNet {
        weights = List.copyOf(weights);
        folded = List.copyOf(folded);
    }

    /** Folds all that can be, in a net of today's form. */
    public static FoldedNet of(NetParameter net, List<NamedLayer> weights) {
        Map<String, NamedLayer> byName = new LinkedHashMap<>();
        weights.forEach(layer -> byName.put(layer.name(), layer));
        List<LayerParameter> layers = new ArrayList<>(net.getLayerList());
        List<String> folded = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            if (!isProduct(layers.get(i))) continue;
            Optional<LayerParameter> norm = onlyReader(layers, i, "BatchNorm");
            if (norm.isEmpty()) continue;
            int at = layers.indexOf(norm.get());
            Optional<LayerParameter> scale =
                    onlyReader(layers, at, "Scale").filter(FoldedNet::isPerChannel);
            List<LayerParameter> gone = new ArrayList<>(List.of(norm.get()));
            scale.ifPresent(gone::add);
            LayerParameter product = layers.get(i);
            byName.put(product.getName(), folded(product, gone, byName));
            layers.set(i, with(product, gone.get(gone.size() - 1).getTop(0)));
            layers.removeAll(gone);
            for (LayerParameter layer : gone) {
                byName.remove(layer.getName());
                folded.add(layer.getName() + " is now part of " + product.getName());
            }
        }
        var result = net.toBuilder().clearLayer().addAllLayer(layers).build();
        return new FoldedNet(result, List.copyOf(byName.values()), folded);
    }

    private static boolean isProduct(LayerParameter layer) {
        boolean shared = layer.getParamList().stream().anyMatch(p -> !p.getName().isEmpty());
        return PRODUCTS.contains(layer.getType())
                && layer.getTopCount() == 1
                && !shared
                && isAlways(layer)
                && layer.getConvolutionParam().getAxis() == 1
                && layer.getInnerProductParam().getAxis() == 1
                && !layer.getInnerProductParam().getTranspose();
    }

    private static boolean isAlways(LayerParameter layer) {
        return layer.getIncludeCount() + layer.getExcludeCount() == 0;
    }

    private static boolean isPerChannel(LayerParameter scale) {
        var settings = scale.getScaleParam();
        return scale.getBottomCount() == 1 && settings.getAxis() == 1 && settings.getNumAxes() == 1;
    }

    /** The layer that reads the first top of another, if it is the only one and of that type. */
    private static Optional<LayerParameter> onlyReader(
            List<LayerParameter> layers, int writer, String type) {
        String top = layers.get(writer).getTop(0);
        List<LayerParameter> readers = new ArrayList<>();
        for (LayerParameter layer : layers.subList(writer + 1, layers.size())) {
            if (layer.getBottomList().contains(top)) readers.add(layer);
            if (layer.getTopList().contains(top)) break;
        }
        return readers.stream()
                .filter(reader -> readers.size() == 1 && reader.getType().equals(type))
                .filter(reader -> isAlways(reader) && reader.getBottomCount() == 1)
                .findFirst();
    }

    private static LayerParameter with(LayerParameter product, String top) {
        var layer = product.toBuilder().setTop(0, top);
        if (product.getType().equals("Convolution"))
            layer.getConvolutionParamBuilder().setBiasTerm(true);
        else layer.getInnerProductParamBuilder().setBiasTerm(true);
        return layer.build();
    }

    private static NamedLayer folded(
            LayerParameter product, List<LayerParameter> gone, Map<String, NamedLayer> weights) {
        NamedLayer own = weights(product, 1, weights);
        Tensor w = own.blobs().get(0);
        int rows = outputs(product);
        if (rows < 1 || w.size() % rows != 0)
            throw unfit(
                    product, "its weight has the shape " + w.shape() + " for " + rows + " outputs");
        double[] a = new double[rows];
        double[] c = new double[rows];
        Arrays.fill(a, 1);
        if (own.blobs().size() > 1) add(own.blobs().get(1), c, product);
        normalize(gone.get(0), weights(gone.get(0), 3, weights), a, c);
        if (gone.size() > 1) stretch(gone.get(1), weights(gone.get(1), 1, weights), a, c);
        Tensor scaled = Tensor.zeros(w.shape());
        Tensor bias = Tensor.zeros(Shape.of(rows));
        int row = w.size() / rows;
        for (int i = 0; i < w.size(); i++) scaled.set(i, (float) (a[i / row] * w.get(i)));
        for (int r = 0; r < rows; r++) bias.set(r, (float) c[r]);
        return new NamedLayer(own.name(), own.type(), List.of(scaled, bias), List.of());
    }

    private static int outputs(LayerParameter product) {
        return product.getType().equals("Convolution")
                ? product.getConvolutionParam().getNumOutput()
                : product.getInnerProductParam().getNumOutput();
    }

    private static void add(Tensor values, double[] to, LayerParameter layer) {
        check(values, to.length, layer);
        for (int r = 0; r < to.length; r++) to[r] += values.get(r);
    }

    /** {@code (x - mean) / √(variance + eps)}. */
    private static void normalize(LayerParameter layer, NamedLayer blobs, double[] a, double[] c) {
        Tensor mean = blobs.blobs().get(0);
        Tensor variance = blobs.blobs().get(1);
        check(mean, a.length, layer);
        check(variance, a.length, layer);
        double factor = blobs.blobs().get(2).size() > 0 ? blobs.blobs().get(2).get(0) : 0;
        double share = factor == 0 ? 0 : 1 / factor;
        double eps = layer.getBatchNormParam().getEps();
        for (int r = 0; r < a.length; r++) {
            double slope = 1 / Math.sqrt(variance.get(r) * share + eps);
            a[r] *= slope;
            c[r] = (c[r] - mean.get(r) * share) * slope;
        }
    }

    private static void stretch(LayerParameter layer, NamedLayer blobs, double[] a, double[] c) {
        Tensor scale = blobs.blobs().get(0);
        check(scale, a.length, layer);
        for (int r = 0; r < a.length; r++) {
            a[r] *= scale.get(r);
            c[r] *= scale.get(r);
        }
        if (blobs.blobs().size() > 1) add(blobs.blobs().get(1), c, layer);
    }

    private static void check(Tensor values, int rows, LayerParameter layer) {
        if (values.size() != rows)
            throw unfit(layer, "it has " + values.size() + " values for " + rows + " channels");
    }

    private static NamedLayer weights(
            LayerParameter layer, int least, Map<String, NamedLayer> weights) {
        NamedLayer found = weights.get(layer.getName());
        if (found == null || found.blobs().size() < least)
            throw unfit(layer, "the weights file has no weights for it");
        return found;
    }

    private static Failure unfit(LayerParameter layer, String why) {
        return Failure.config(
                "layer \"%s\" (%s): %s\n    take the weights of this net"
                        .formatted(layer.getName(), layer.getType(), why));
    }
}
