package jdl.layer.normalization;

import com.google.auto.service.AutoService;
import java.util.List;
import jdl.failure.Failure;
import jdl.kernel.Loops;
import jdl.layer.Bottoms;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.proto.LRNParameter;
import jdl.proto.LayerParameter;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * {@code y = x / size^beta} with {@code size = k + alpha / n · Σ x²} over n neighbours: the nearest
 * channels, or a square of its own channel, where k is 1 whatever it says (Krizhevsky et al. 2012;
 * Caffe's lrn_layer.cpp).
 *
 * <p>Across channels and in place (top and bottom of one name) it is {@code y = 1 / size^(2 beta)},
 * because Caffe overwrites x before it multiplies by it, and nets were trained so; a top with a
 * name of its own gives the formula above.
 */
final class LRNLayer implements Layer {

    private static final int SIZE = 0;

    private final LocalSize local;

    /** Whether x does not stand in y itself, but in the sizes alone. */
    private final boolean overwritten;

    private final Plan plan;

    LRNLayer(LayerParameter layer, List<Shape> bottoms) {
        Shape bottom = bottoms.get(0);
        LRNParameter p = layer.getLrnParam();
        boolean across = p.getNormRegion() == LRNParameter.NormRegion.ACROSS_CHANNELS;
        overwritten = across && Bottoms.inPlace(layer);
        local = across ? across(p, bottom, overwritten ? 2 : 1) : within(p, bottom);
        plan = Plan.tops(bottom).saved(bottom).scratch(bottom, bottom);
    }

    private static LocalSize across(LRNParameter p, Shape x, int times) {
        int n = size(p, x);
        var near = new ChannelNeighbours(x.dim(0), x.dim(1), x.countFrom(2), n / 2);
        return new LocalSize(near, x.countFrom(1), p.getK(), p.getAlpha() / n, times * p.getBeta());
    }

    private static LocalSize within(LRNParameter p, Shape x) {
        int n = size(p, x);
        var near = new PlaneNeighbours(x.countTo(2), x.dim(2), x.dim(3), n / 2);
        return new LocalSize(near, x.countFrom(2), 1, p.getAlpha() / (n * n), p.getBeta());
    }

    private static int size(LRNParameter p, Shape x) {
        int n = p.getLocalSize();
        if (n % 2 == 0)
            throw Failure.config("local_size must be odd, but is " + n + "; try " + (n + 1));
        if (x.rank() != 4)
            throw Failure.config(
                    "wants a bottom of 4 axes (images, channels, height, width), but got " + x);
        return n;
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        p.forEach(local.near().images(), image -> forward(p, image));
    }

    private void forward(Ports p, int image) {
        Tensor x = p.bottom(0).data();
        Tensor y = p.top(0).data();
        Tensor size = p.saved(SIZE);
        local.measure(p.kernels().loops(), x, p.scratch(0), size, image);
        for (int i = image * local.length(); i < (image + 1) * local.length(); i++)
            y.set(i, (overwritten ? 1 : x.get(i)) * local.power(size.get(i)));
    }

    @Override
    public void backward(Ports p) {
        p.forEach(local.near().images(), image -> backward(p, image));
    }

    /** {@code dx += dy / size^beta - 2 alpha beta / n · x · Σ dy y / size}. */
    private void backward(Ports p, int image) {
        Loops loops = p.kernels().loops();
        Tensor x = p.bottom(0).data();
        Tensor dx = p.bottom(0).diff();
        Tensor dy = p.top(0).diff();
        Tensor size = p.saved(SIZE);
        Tensor pull = p.scratch(1);
        local.pull(loops, p.top(0).data(), dy, size, p.scratch(0), pull, image);
        for (int i = image * local.length(); i < (image + 1) * local.length(); i++) {
            float own = overwritten ? 0 : dy.get(i) * local.power(size.get(i));
            dx.set(i, dx.get(i) + own + pull.get(i) * x.get(i));
        }
    }

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super("LRN", 1, layer -> layer, LRNLayer::new);
        }
    }
}
