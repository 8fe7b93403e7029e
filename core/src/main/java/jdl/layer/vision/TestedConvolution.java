package jdl.layer.vision;

import java.util.List;
import java.util.Optional;
import jdl.layer.Layer;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.layer.WeightSpec;
import jdl.proto.FillerParameter;
import jdl.tensor.Blob;
import jdl.tensor.Layout;
import jdl.tensor.Shape;

/**
 * A convolution of a net that tests. It takes up what does {@code a x + b} to its channels behind
 * it, as a BatchNorm and a Scale do.
 */
final class TestedConvolution implements Layer {

    private final ConvolutionLayer plain;

    /** The plain one, or its twin. */
    private final Layer inner;

    private final Folded folded;
    private final Plan plan;

    TestedConvolution(ConvolutionLayer plain, Folded folded) {
        this(plain, plain, folded);
    }

    private TestedConvolution(ConvolutionLayer plain, Layer inner, Folded folded) {
        this.plain = plain;
        this.inner = inner;
        this.folded = folded;
        Shape weight = folded.own().get(0).shape();
        this.plan =
                folded.isEmpty()
                        ? inner.plan()
                        : inner.plan()
                                .weights(folded.weights())
                                .derived(weight, Shape.of(weight.dim(0)));
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void derive(Ports p) {
        if (!folded.isEmpty()) folded.into(p.weights(), p.derived(0), p.derived(1));
    }

    @Override
    public void forward(Ports p) {
        inner.forward(
                folded.isEmpty()
                        ? p
                        : p.weights(List.of(Blob.of(p.derived(0)), Blob.of(p.derived(1)))));
    }

    @Override
    public void backward(Ports p) {
        throw new IllegalStateException("a net that tests has no backward");
    }

    @Override
    public Optional<Layer> then(Layer next) {
        if (next.folding().isPresent() && canFold())
            return Optional.of(new TestedConvolution(withBias(plain), folded.and(next)));
        return plain.bent(next).map(bent -> new TestedConvolution(bent, folded));
    }

    private boolean canFold() {
        boolean alongAxis1 = plain.geometry().filter(g -> g.images().rank() == 1).isPresent();
        return alongAxis1 && !plain.bend().bends();
    }

    private static ConvolutionLayer withBias(ConvolutionLayer c) {
        var weight = c.plan().weights().get(0);
        Shape outputs = Shape.of(weight.shape().dim(0));
        var bias = new WeightSpec(outputs, FillerParameter.getDefaultInstance());
        Plan plan = c.plan().weights(List.of(weight, bias));
        return new ConvolutionLayer(c.products(), c.bias(), c.geometry(), c.bend(), plan);
    }

    @Override
    public Optional<Layer> in(Layout layout) {
        return layout == Layout.CHANNELS_LAST
                ? plain.geometry()
                        .flatMap(ConvolutionGeometry::sizes)
                        .map(sizes -> new PreparedConvolution(sizes, plain, folded))
                : plain.in(layout).map(twin -> new TestedConvolution(plain, twin, folded));
    }
}
