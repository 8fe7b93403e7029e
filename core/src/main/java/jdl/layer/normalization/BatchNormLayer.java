package jdl.layer.normalization;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdl.layer.Bend;
import jdl.layer.ChannelScaling;
import jdl.layer.Habit;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.layer.WeightSpec;
import jdl.proto.BatchNormParameter;
import jdl.proto.FillerParameter;
import jdl.proto.LayerParameter;
import jdl.tensor.Layout;
import jdl.tensor.Shape;

/**
 * {@code y = (x - mean) / √(variance + eps)} for each channel, over batch and places (Ioffe and
 * Szegedy 2015; Caffe's batch_norm_layer.cpp), then {@code scale · y + shift} if {@code affine} is
 * true. In training mean and variance are the batch's own, and their running sums are kept in three
 * weights; in testing they come from there.
 */
final class BatchNormLayer implements Layer {

    private final BatchNormParameter settings;
    private final BatchStandardizer standardizer;
    private final Plan plan;

    BatchNormLayer(BatchNormParameter p, List<Shape> bottoms) {
        Shape bottom = bottoms.get(0);
        settings = p;
        var channels = Channels.ofAxis1(bottom);
        standardizer = BatchStandardizer.of(Standardizer.epsUnderRoot(channels, p.getEps()));
        Shape each = Shape.of(channels.count());
        var weights = new ArrayList<WeightSpec>();
        weights.addAll(RunningMoments.weights(each));
        if (p.getAffine()) weights.addAll(Affine.weights(each, scale(p), p.getBiasFiller()));
        plan =
                Plan.tops(bottom)
                        .weights(weights)
                        .saved(each, each)
                        .habits(Habit.STORES_FRESH, Habit.FORGETS_TOPS);
    }

    /** Another one's settings and memory, with weights and arithmetic of its own. */
    private BatchNormLayer(
            BatchNormLayer other, List<WeightSpec> weights, BatchStandardizer standardizer) {
        this.settings = other.settings;
        this.standardizer = standardizer;
        this.plan = standardizer.plan(other.plan.weights(weights));
    }

    @Override
    public Optional<Layer> in(Layout layout) {
        return Optional.of(new BatchNormLayer(this, plan.weights(), standardizer.in(layout)));
    }

    /** A scale by the channel and then a ReLU. */
    @Override
    public Optional<Layer> then(Layer next) {
        if (standardizer.bend().bends()) return Optional.empty();
        Optional<Bend> bend = Bend.of(next);
        if (bend.isPresent())
            return bend.map(b -> new BatchNormLayer(this, plan.weights(), standardizer.bent(b)));
        boolean joins =
                plan.weights().size() == RunningMoments.WEIGHTS
                        && next instanceof ChannelScaling scaling
                        && scaling.byChannel();
        if (!joins) return Optional.empty();
        var weights = new ArrayList<>(plan.weights());
        weights.addAll(next.plan().weights());
        return Optional.of(new BatchNormLayer(this, weights, standardizer));
    }

    private static Optional<FillerParameter> scale(BatchNormParameter p) {
        return Optional.of(p.getWeightFiller()).filter(filler -> p.hasWeightFiller());
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        var running = new RunningMoments(p.weights(), settings.getMovingAverageFraction());
        if (global(p)) standardizer.forwardByPast(p, scale(p), running);
        else standardizer.forwardByBatch(p, scale(p), running);
    }

    @Override
    public void backward(Ports p) {
        if (global(p)) standardizer.backwardByGiven(p, scale(p));
        else standardizer.backward(p, scale(p));
    }

    private boolean global(Ports p) {
        return settings.hasUseGlobalStats() ? settings.getUseGlobalStats() : !p.training();
    }

    private static ChannelScale scale(Ports p) {
        return new ChannelScale(p.weights().subList(RunningMoments.WEIGHTS, p.weights().size()));
    }

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super("BatchNorm", 1, LayerParameter::getBatchNormParam, BatchNormLayer::new);
        }
    }
}
