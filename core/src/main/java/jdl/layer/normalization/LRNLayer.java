package jdl.layer.normalization;

import com.google.auto.service.AutoService;
import java.util.List;
import jdl.failure.Failure;
import jdl.layer.Bottoms;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.proto.LRNParameter;
import jdl.proto.LayerParameter;
import jdl.tensor.Layout;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * {@code y = x / size^beta} with {@code size = k + alpha / n · Σ x²} over n neighbours: a square of
 * its own channel, where k is 1 whatever it says, or the nearest channels, which is another layer
 * (Krizhevsky et al. 2012; Caffe's lrn_layer.cpp).
 *
 * <p>Across channels and in place (top and bottom of one name) it is {@code y = 1 / size^(2 beta)},
 * because Caffe overwrites x before it multiplies by it, and nets were trained so; a top with a
 * name of its own gives the formula above.
 */
final class LRNLayer implements Layer {

    private static final int SIZE = 0;

    private final LocalSize local;

    private final Plan plan;

    private LRNLayer(LRNParameter p, Shape x) {
        int n = size(p, x);
        var near = new PlaneNeighbours(x.countTo(2), x.dim(2), x.dim(3), n / 2);
        local = new LocalSize(near, x.countFrom(2), 1, p.getAlpha() / (n * n), p.getBeta());
        plan = Plan.tops(x).saved(x).scratch(x, x);
    }

    private static Layer layer(LayerParameter layer, List<Shape> bottoms) {
        Shape x = bottoms.get(0);
        LRNParameter p = layer.getLrnParam();
        if (p.getNormRegion() != LRNParameter.NormRegion.ACROSS_CHANNELS) return new LRNLayer(p, x);
        int n = size(p, x);
        boolean overwritten = Bottoms.inPlace(layer);
        float beta = (overwritten ? 2 : 1) * p.getBeta();
        var settings =
                new ChannelLRN.Settings(n / 2, p.getK(), p.getAlpha() / n, beta, overwritten);
        return new ChannelLRN(settings, x, Layout.PLAIN);
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
        local.measure(x, p.scratch(0), size, image);
        for (int i = image * local.length(); i < (image + 1) * local.length(); i++)
            y.set(i, x.get(i) * local.power(size.get(i)));
    }

    @Override
    public void backward(Ports p) {
        p.forEach(local.near().images(), image -> backward(p, image));
    }

    /** {@code dx += dy / size^beta - 2 alpha beta / n · x · Σ dy y / size}. */
    private void backward(Ports p, int image) {
        Tensor x = p.bottom(0).data();
        Tensor dx = p.bottom(0).diff();
        Tensor dy = p.top(0).diff();
        Tensor size = p.saved(SIZE);
        Tensor pull = p.scratch(1);
        local.pull(p.top(0).data(), dy, size, p.scratch(0), pull, image);
        for (int i = image * local.length(); i < (image + 1) * local.length(); i++) {
            float own = dy.get(i) * local.power(size.get(i));
            dx.set(i, dx.get(i) + own + pull.get(i) * x.get(i));
        }
    }

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super("LRN", 1, layer -> layer, LRNLayer::layer);
        }
    }
}
