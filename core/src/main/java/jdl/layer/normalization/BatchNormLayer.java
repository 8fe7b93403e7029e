package jdl.layer.normalization;

import static jdl.layer.Habit.FORGETS_TOPS;
import static jdl.layer.Habit.STORES_FRESH;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdl.layer.Bend;
import jdl.layer.ChannelScaling;
import jdl.layer.Folding;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.layer.WeightSpec;
import jdl.proto.BatchNormParameter;
import jdl.proto.FillerParameter;
import jdl.proto.LayerParameter;
import jdl.tensor.Blob;
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
        var weights = new ArrayList<>(RunningMoments.weights(each));
        if (p.getAffine()) weights.addAll(Affine.weights(each, scale(p), p.getBiasFiller()));
        plan =
                Plan.tops(bottom)
                        .weights(weights)
                        .saved(each, each)
                        .habits(STORES_FRESH, FORGETS_TOPS);
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
        var weights = new ArrayList<>(plan.weights());
        Bend bend = standardizer.bend();
        boolean bare = weights.size() == RunningMoments.WEIGHTS && !bend.bends();
        if (!(bare && next instanceof ChannelScaling scaling && scaling.byChannel()))
            return bend.then(next)
                    .map(b -> new BatchNormLayer(this, weights, standardizer.bent(b)));
        weights.addAll(next.plan().weights());
        return Optional.of(new BatchNormLayer(this, weights, standardizer));
    }

    @Override
    public Optional<Folding> folding() {
        boolean folds = global(/* training= */ false) && !standardizer.bend().bends();
        if (!folds) return Optional.empty();
        return Optional.of((w, a, b) -> standardizer.standardizer().fold(past(w), scale(w), a, b));
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
        var scale = scale(p.weights());
        if (global(p.training())) standardizer.forwardByPast(p, scale, past(p.weights()));
        else standardizer.forwardByBatch(p, scale, past(p.weights()));
    }

    @Override
    public void backward(Ports p) {
        if (global(p.training())) standardizer.backwardByGiven(p, scale(p.weights()));
        else standardizer.backward(p, scale(p.weights()));
    }

    private boolean global(boolean training) {
        return settings.hasUseGlobalStats() ? settings.getUseGlobalStats() : !training;
    }

    private RunningMoments past(List<Blob> weights) {
        return new RunningMoments(weights, settings.getMovingAverageFraction());
    }

    private static ChannelScale scale(List<Blob> weights) {
        return new ChannelScale(weights.subList(RunningMoments.WEIGHTS, weights.size()));
    }

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super("BatchNorm", 1, LayerParameter::getBatchNormParam, BatchNormLayer::new);
        }
    }
}
