package jdl.layer.normalization;

import java.util.List;
import java.util.Optional;
import jdl.layer.Layer;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * {@code y = scale · (x - mean) / √(variance + eps) + shift}, where mean and variance are those of
 * a part of one sample; which part is what tells LayerNorm, GroupNorm and InstanceNorm apart.
 */
final class SampleNormLayer implements Layer {

    private final Standardizer standardizer;
    private final Optional<Affine> affine;
    private final Plan plan;

    SampleNormLayer(Shape bottom, Standardizer standardizer, Optional<Affine> affine) {
        this.standardizer = standardizer;
        this.affine = affine;
        Shape factors = Shape.of(standardizer.channels().count());
        Plan shapes = Plan.tops(bottom).weights(affine.map(Affine::weights).orElse(List.of()));
        plan =
                affine.isPresent()
                        ? shapes.saved(factors, bottom).scratch(bottom)
                        : shapes.saved(factors);
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        standardizer.forward(p.kernels(), p.bottom(0).data(), normal(p), p.saved(0));
        affine.ifPresent(a -> a.forward(p, normal(p), p.top(0).data()));
    }

    @Override
    public void backward(Ports p) {
        Tensor dy = p.top(0).diff();
        affine.ifPresent(a -> a.backward(p, normal(p), dy, p.scratch(0)));
        if (!p.bottom(0).hasDiff()) return;
        Tensor slope = affine.isPresent() ? p.scratch(0) : dy;
        standardizer.backward(p.kernels(), normal(p), p.saved(0), slope, p.bottom(0).diff());
    }

    /**
     * Where the normalised numbers are kept: in the top itself, unless it is scaled and shifted.
     */
    private Tensor normal(Ports p) {
        return affine.isPresent() ? p.saved(1) : p.top(0).data();
    }
}
