package jdl.layer.vision;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import jdl.layer.Bend;
import jdl.layer.Bottoms;
import jdl.layer.Habit;
import jdl.layer.Layer;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.proto.ConvolutionParameter;
import jdl.proto.LayerParameter;
import jdl.tensor.Layout;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * {@code y = w * x + b} at each place of the kernel, for each bottom with the same weights.
 *
 * @param geometry empty where the convolution is turned round
 * @param bend the ReLU behind it
 */
record ConvolutionLayer(
        ConvolutionProducts products,
        ChannelBias bias,
        Optional<ConvolutionGeometry> geometry,
        Bend bend,
        Plan plan)
        implements Layer {

    static ConvolutionLayer of(LayerParameter layer, List<Shape> bottoms) {
        return of(layer, bottoms, false);
    }

    /** The convolution's way back. */
    static ConvolutionLayer turned(LayerParameter layer, List<Shape> bottoms) {
        return of(layer, bottoms, true);
    }

    private static ConvolutionLayer of(LayerParameter layer, List<Shape> bottoms, boolean turned) {
        ConvolutionParameter p = layer.getConvolutionParam();
        var geometry = ConvolutionGeometry.of(p, Bottoms.eachWithATop(layer, bottoms), turned);
        var products = ConvolutionProducts.of(geometry, p);
        Shape top = turned ? geometry.bottom() : geometry.top();
        var bias = ChannelBias.of(top, geometry.images().rank());
        var scratch = new ArrayList<Shape>(products.scratch());
        scratch.add(bias.partials());
        var plan =
                Plan.tops(Collections.nCopies(bottoms.size(), top))
                        .weights(geometry.weights(p))
                        .scratch(scratch.toArray(Shape[]::new))
                        .habits(Habit.FORGETS_TOPS);
        return turned
                ? new ConvolutionLayer(products.turned(), bias, Optional.empty(), Bend.NONE, plan)
                : new ConvolutionLayer(products, bias, Optional.of(geometry), Bend.NONE, plan);
    }

    @Override
    public void forward(Ports p) {
        for (int i = 0; i < p.bottoms().size(); i++) {
            Tensor y = p.top(i).data();
            if (hasBias()) bias.start(p, p.weight(1).data(), y);
            else p.kernels().fill(0, y);
            products.toTop(p, p.weight(0).data(), p.bottom(i).data(), y);
            bend.forward(p.kernels(), y);
        }
    }

    @Override
    public void backward(Ports p) {
        for (int i = 0; i < p.bottoms().size(); i++) {
            if (!p.top(i).hasDiff()) continue;
            bend.backward(p.kernels(), p.top(i));
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
            case CHANNELS_LAST -> geometry.flatMap(g -> ChannelsLastConvolution.of(g, plan, bend));
            case BATCH_LAST -> geometry.flatMap(g -> BatchLastConvolutionLayer.of(g, plan, bend));
        };
    }

    @Override
    public Layer forTesting() {
        return geometry.isPresent()
                ? new TestedConvolution(this, new Folded(plan.weights(), List.of()))
                : this;
    }

    @Override
    public Optional<Layer> then(Layer next) {
        return bent(next).map(Layer.class::cast);
    }

    /** This and the next one, if that is a ReLU. */
    Optional<ConvolutionLayer> bent(Layer next) {
        return bend.then(next)
                .map(b -> new ConvolutionLayer(products, bias, geometry, b, b.plan(plan)));
    }

    private boolean hasBias() {
        return plan.weights().size() == 2;
    }
}
