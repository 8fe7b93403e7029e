package jdl.layer.normalization;

import com.google.auto.service.AutoService;
import java.util.List;
import jdl.failure.Failure;
import jdl.kernel.Loops;
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
 */
final class LRNLayer implements Layer {

    private static final int SIZE = 0;

    private final Shape bottom;
    private final boolean across;
    private final int reach;
    private final float k;
    private final float weight;
    private final float beta;
    private final Plan plan;

    LRNLayer(LayerParameter layer, List<Shape> bottoms) {
        LRNParameter p = layer.getLrnParam();
        bottom = bottoms.get(0);
        int n = p.getLocalSize();
        if (n % 2 == 0)
            throw Failure.config("local_size must be odd, but is " + n + "; try " + (n + 1));
        if (bottom.rank() != 4)
            throw Failure.config(
                    "wants a bottom of 4 axes (images, channels, height, width), but got "
                            + bottom);
        across = p.getNormRegion() == LRNParameter.NormRegion.ACROSS_CHANNELS;
        reach = n / 2;
        k = across ? p.getK() : 1;
        weight = p.getAlpha() / (across ? n : n * n);
        beta = p.getBeta();
        plan = Plan.tops(bottom).saved(bottom).scratch(bottom, bottom);
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        Tensor x = p.bottom(0).data();
        Tensor size = p.saved(SIZE);
        Tensor squares = p.scratch(0);
        Tensor y = p.top(0).data();
        var near = neighbours(p);
        p.forEach(
                near.images(),
                image -> {
                    for (int i = first(near, image); i < first(near, image + 1); i++) {
                        squares.set(i, x.get(i) * x.get(i));
                        size.set(i, k);
                    }
                    near.add(squares, weight, size, image);
                    for (int i = first(near, image); i < first(near, image + 1); i++)
                        y.set(i, x.get(i) * power(size.get(i)));
                });
    }

    /** {@code dx += dy / size^beta - 2 alpha beta / n · x · Σ dy y / size}. */
    @Override
    public void backward(Ports p) {
        Tensor size = p.saved(SIZE);
        Tensor y = p.top(0).data();
        Tensor dy = p.top(0).diff();
        Tensor parts = p.scratch(0);
        Tensor pull = p.scratch(1);
        Tensor x = p.bottom(0).data();
        Tensor dx = p.bottom(0).diff();
        var near = neighbours(p);
        p.forEach(
                near.images(),
                image -> {
                    for (int i = first(near, image); i < first(near, image + 1); i++) {
                        parts.set(i, dy.get(i) * y.get(i) / size.get(i));
                        pull.set(i, 0);
                    }
                    near.add(parts, -2 * beta * weight, pull, image);
                    for (int i = first(near, image); i < first(near, image + 1); i++) {
                        float slope = dy.get(i) * power(size.get(i));
                        dx.set(i, dx.get(i) + slope + pull.get(i) * x.get(i));
                    }
                });
    }

    private Neighbours neighbours(Ports p) {
        Loops loops = p.kernels().loops();
        return across
                ? new ChannelNeighbours(
                        bottom.dim(0), bottom.dim(1), bottom.countFrom(2), reach, loops)
                : new PlaneNeighbours(bottom.countTo(2), bottom.dim(2), bottom.dim(3), reach);
    }

    private int first(Neighbours near, int image) {
        return (int) ((long) bottom.count() * image / Math.max(1, near.images()));
    }

    /** {@code size^-beta}, quicker for the usual beta. */
    private float power(float size) {
        return beta == 0.75f
                ? (float) (1 / (Math.sqrt(size) * Math.sqrt(Math.sqrt(size))))
                : (float) Math.pow(size, -beta);
    }

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super("LRN", 1, layer -> layer, LRNLayer::new);
        }
    }
}
