package jdl.layer.normalization;

import java.util.Optional;
import jdl.kernel.Kernels;
import jdl.layer.Layer;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.tensor.Blob;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * {@code y = scale · (x - mean) / √(variance + eps) + shift}, where mean and variance are those of
 * a part of one sample; which part is what tells LayerNorm, GroupNorm and InstanceNorm apart, and
 * MVN, which learns nothing.
 */
final class SampleNormLayer implements Layer {

    private final Standardizer standardizer;
    private final Optional<Affine> affine;
    private final Plan plan;

    SampleNormLayer(Shape bottom, Standardizer standardizer, Optional<Affine> affine) {
        this.standardizer = standardizer;
        this.affine = affine;
        Shape each = standardizer.each();
        Plan shapes = Plan.tops(bottom).saved(each, each);
        plan = affine.map(a -> shapes.weights(a.weights()).scratch(bottom, bottom)).orElse(shapes);
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        Tensor x = p.bottom(0).data();
        Tensor y = p.top(0).data();
        standardizer.forward(
                p.kernels(), x, Moments.of(p), ChannelScale.NONE, y, (c, mean, variance) -> {});
        affine.ifPresent(a -> a.forward(p, y));
    }

    @Override
    public void backward(Ports p) {
        Kernels kernels = p.kernels();
        Blob x = p.bottom(0);
        Tensor dy = affine.map(a -> throughAffine(p, a)).orElseGet(() -> p.top(0).diff());
        if (x.hasDiff()) standardizer.backward(kernels, x, Moments.of(p), ChannelScale.NONE, dy);
    }

    /** The slope of the normalised numbers, which are computed once more. */
    private Tensor throughAffine(Ports p, Affine a) {
        Tensor normal = p.scratch(0);
        standardizer.write(
                p.kernels(), p.bottom(0).data(), Moments.of(p), ChannelScale.NONE, normal);
        a.backward(p, normal, p.top(0).diff(), p.scratch(1));
        return p.scratch(1);
    }
}
