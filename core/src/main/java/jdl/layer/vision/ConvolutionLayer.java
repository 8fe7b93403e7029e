package jdl.layer.vision;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import jdl.layer.Arity;
import jdl.layer.Bottoms;
import jdl.layer.Habit;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.layer.WeightSpec;
import jdl.proto.ConvolutionParameter;
import jdl.proto.LayerParameter;
import jdl.tensor.Layout;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** {@code y = w * x + b} at each place of the kernel, for each bottom with the same weights. */
final class ConvolutionLayer implements Layer {

    private final ConvolutionProducts products;
    private final ChannelBias bias;
    private final Plan plan;

    /** Empty where the convolution is turned round. */
    private final Optional<ConvolutionGeometry> geometry;

    /**
     * @param axis of the channels
     */
    ConvolutionLayer(
            ConvolutionProducts products, List<WeightSpec> weights, List<Shape> tops, int axis) {
        this(products, weights, tops, axis, Optional.empty());
    }

    private ConvolutionLayer(
            ConvolutionProducts products,
            List<WeightSpec> weights,
            List<Shape> tops,
            int axis,
            Optional<ConvolutionGeometry> geometry) {
        this.geometry = geometry;
        this.products = products;
        this.bias = ChannelBias.of(tops.get(0), axis);
        var scratch = new ArrayList<Shape>(products.scratch());
        scratch.add(bias.partials());
        this.plan =
                Plan.tops(tops)
                        .weights(weights)
                        .scratch(scratch.toArray(Shape[]::new))
                        .habits(Habit.FORGETS_TOPS);
    }

    static ConvolutionLayer of(LayerParameter layer, List<Shape> bottoms) {
        ConvolutionParameter p = layer.getConvolutionParam();
        var geometry = ConvolutionGeometry.of(p, Bottoms.eachWithATop(layer, bottoms));
        return new ConvolutionLayer(
                ConvolutionProducts.of(geometry, p),
                geometry.weights(p),
                Collections.nCopies(bottoms.size(), geometry.top()),
                geometry.images().rank(),
                Optional.of(geometry));
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        for (int i = 0; i < p.bottoms().size(); i++) {
            Tensor y = p.top(i).data();
            if (hasBias()) bias.start(p, p.weight(1).data(), y);
            else p.kernels().fill(0, y);
            products.toTop(p, p.weight(0).data(), p.bottom(i).data(), y);
        }
    }

    @Override
    public void backward(Ports p) {
        for (int i = 0; i < p.bottoms().size(); i++) {
            if (!p.top(i).hasDiff()) continue;
            Tensor dy = p.top(i).diff();
            if (p.weight(0).hasDiff())
                products.toWeights(p, p.bottom(i).data(), dy, p.weight(0).diff());
            if (hasBias() && p.weight(1).hasDiff())
                bias.toBias(p, dy, p.scratch(p.scratch().size() - 1), p.weight(1).diff());
            if (p.bottom(i).hasDiff())
                products.toBottom(p, p.weight(0).data(), dy, p.bottom(i).diff());
        }
    }

    @Override
    public Optional<Layer> in(Layout layout) {
        return switch (layout) {
            case PLAIN -> Optional.of(this);
            case CHANNELS_LAST -> geometry.flatMap(g -> ChannelsLastConvolution.of(g, plan));
            case BATCH_LAST -> geometry.flatMap(g -> BatchLastConvolutionLayer.of(g, plan));
        };
    }

    private boolean hasBias() {
        return plan.weights().size() == 2;
    }

    /** The type "Convolution". */
    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super("Convolution", Arity.atLeast(1), Arity.atLeast(1), ConvolutionLayer::of);
        }
    }
}
