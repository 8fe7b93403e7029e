package jdl.layer.normalization;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdl.kernel.Loops;
import jdl.layer.Broadcast;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.layer.WeightSpec;
import jdl.proto.BatchNormParameter;
import jdl.proto.FillerParameter;
import jdl.proto.LayerParameter;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * {@code y = (x - mean) / √(variance + eps)} for each channel, over batch and places (Ioffe and
 * Szegedy 2015; Caffe's batch_norm_layer.cpp), then {@code scale · y + shift} if {@code affine} is
 * true. In training mean and variance are the batch's own, and their running sums are kept in three
 * weights; in testing they come from there.
 */
final class BatchNormLayer implements Layer {

    private static final int MEAN = 0;
    private static final int VARIANCE = 1;
    private static final int COUNT = 2;

    private final BatchNormParameter settings;
    private final Channels channels;
    private final Standardizer standardizer;
    private final Affine affine;
    private final Plan plan;

    BatchNormLayer(BatchNormParameter p, List<Shape> bottoms) {
        Shape bottom = bottoms.get(0);
        settings = p;
        channels = Channels.ofAxis1(bottom);
        standardizer = new Standardizer(channels, p.getEps());
        Shape each = Shape.of(channels.count());
        var broadcast = new Broadcast(channels.outer(), channels.count(), channels.inner());
        affine = Affine.of(broadcast, each, 3, scale(p), p.getBiasFiller());
        var weights = new ArrayList<WeightSpec>();
        for (Shape shape : List.of(each, each, Shape.of(1)))
            weights.add(new WeightSpec(shape, FillerParameter.getDefaultInstance(), false));
        Plan shapes = Plan.tops(bottom);
        if (p.getAffine()) {
            weights.addAll(affine.weights());
            plan = shapes.weights(weights).saved(each, bottom).scratch(bottom);
        } else plan = shapes.weights(weights).saved(each);
    }

    private static Optional<FillerParameter> scale(BatchNormParameter p) {
        return Optional.of(p.getScaleFiller()).filter(filler -> p.hasScaleFiller());
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        Tensor x = p.bottom(0).data();
        if (global(p)) byGathered(p, x, normal(p));
        else byBatch(p, x, normal(p));
        if (settings.getAffine()) affine.forward(p, normal(p), p.top(0).data());
    }

    @Override
    public void backward(Ports p) {
        Tensor dy = p.top(0).diff();
        if (settings.getAffine()) affine.backward(p, normal(p), dy, p.scratch(0));
        if (!p.bottom(0).hasDiff()) return;
        Tensor slope = settings.getAffine() ? p.scratch(0) : dy;
        Tensor dx = p.bottom(0).diff();
        if (global(p)) affine.broadcast().multiplyAdd(p.kernels(), slope, p.saved(0), dx);
        else standardizer.backward(p.kernels(), normal(p), p.saved(0), slope, dx);
    }

    /**
     * Where the normalised numbers are kept: in the top itself, unless it is scaled and shifted.
     */
    private Tensor normal(Ports p) {
        return settings.getAffine() ? p.saved(1) : p.top(0).data();
    }

    private boolean global(Ports p) {
        return settings.hasUseGlobalStats() ? settings.getUseGlobalStats() : !p.training();
    }

    private void byGathered(Ports p, Tensor x, Tensor y) {
        float count = p.weight(COUNT).data().get(0);
        float share = count == 0 ? 0 : 1 / count;
        Loops loops = p.kernels().loops();
        channels.forEach(
                p.kernels().workers(),
                c -> {
                    channels.shift(loops, x, -p.weight(MEAN).data().get(c) * share, y, c);
                    float factor = standardizer.factor(p.weight(VARIANCE).data().get(c) * share);
                    channels.scale(loops, factor, y, c);
                    p.saved(0).set(c, factor);
                });
    }

    private void byBatch(Ports p, Tensor x, Tensor y) {
        float past = settings.getMovingAverageFraction();
        int m = channels.size();
        float unbiased = m > 1 ? (float) m / (m - 1) : 1;
        channels.forEach(
                p.kernels().workers(),
                c -> {
                    var centered = standardizer.center(p.kernels().loops(), x, y, c);
                    gather(p.weight(MEAN).data(), c, past, centered.mean());
                    gather(p.weight(VARIANCE).data(), c, past, unbiased * centered.variance());
                    p.saved(0).set(c, centered.scaled());
                });
        gather(p.weight(COUNT).data(), 0, past, 1);
    }

    private static void gather(Tensor sum, int at, float past, float now) {
        sum.set(at, past * sum.get(at) + now);
    }

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super("BatchNorm", 1, LayerParameter::getBatchNormParam, BatchNormLayer::new);
        }
    }
}
