package jdl.layer.activation;

import static jdl.layer.Habit.FORGETS_TOPS;
import static jdl.layer.Habit.STORES_FRESH;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdl.kernel.Kernels;
import jdl.layer.Arity;
import jdl.layer.Broadcast;
import jdl.layer.ChannelScaling;
import jdl.layer.Fillers;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.layer.WeightSpec;
import jdl.proto.ScaleParameter;
import jdl.tensor.Blob;
import jdl.tensor.Layout;
import jdl.tensor.Shape;

/**
 * {@code y = factor · x + bias}, with a factor for each channel (or for other axes) that is learnt
 * or is the second bottom (Caffe's scale_layer.cpp).
 */
final class ScaleLayer implements ChannelScaling {

    private final Broadcast broadcast;
    private final boolean learnt;
    private final boolean bias;
    private final Plan plan;

    ScaleLayer(ScaleParameter p, List<Shape> bottoms) {
        learnt = bottoms.size() == 1;
        bias = p.getBiasTerm();
        Shape bottom = bottoms.get(0);
        Shape factor = learnt ? learnt(p, bottom) : bottoms.get(1);
        broadcast =
                learnt
                        ? Broadcast.of(bottom, axis(p, bottom), factor)
                        : Broadcast.ofBottoms(bottoms, p.getAxis());
        var weights = new ArrayList<WeightSpec>();
        var filler = p.hasFiller() ? p.getFiller() : Fillers.constant(1);
        if (learnt) weights.add(new WeightSpec(factor, filler));
        if (bias) weights.add(new WeightSpec(factor, p.getBiasFiller()));
        plan = Plan.tops(bottom).weights(weights).habits(STORES_FRESH, FORGETS_TOPS);
    }

    private static Shape learnt(ScaleParameter p, Shape bottom) {
        return Broadcast.axes(bottom, axis(p, bottom), p.getNumAxes());
    }

    private static int axis(ScaleParameter p, Shape bottom) {
        return p.getNumAxes() == 0 ? 0 : bottom.axis(p.getAxis());
    }

    private ScaleLayer(ScaleLayer other, Layout layout) {
        broadcast = other.broadcast.in(layout);
        learnt = other.learnt;
        bias = other.bias;
        plan = other.plan;
    }

    @Override
    public Optional<Layer> in(Layout layout) {
        return byChannel() ? Optional.of(new ScaleLayer(this, layout)) : Optional.empty();
    }

    @Override
    public boolean byChannel() {
        return learnt && broadcast.standsForAxis1Of(plan.tops().get(0));
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        Kernels kernels = p.kernels();
        broadcast.multiply(kernels, p.bottom(0).data(), factor(p).data(), p.top(0).data());
        if (bias) broadcast.add(kernels, bias(p).data(), p.top(0).data());
    }

    @Override
    public void backward(Ports p) {
        Kernels kernels = p.kernels();
        var dy = p.top(0).diff();
        var x = p.bottom(0);
        var factor = factor(p);
        if (factor.hasDiff() && factor.fresh()) kernels.fill(0, factor.diff());
        if (factor.hasDiff()) broadcast.dot(kernels, x.data(), dy, factor.diff());
        if (bias && bias(p).hasDiff()) broadcast.sum(kernels, dy, bias(p).diff());
        if (!x.hasDiff()) return;
        if (x.fresh()) broadcast.multiply(kernels, dy, factor.data(), x.diff());
        else broadcast.multiplyAdd(kernels, dy, factor.data(), x.diff());
    }

    private Blob factor(Ports p) {
        return learnt ? p.weight(0) : p.bottom(1);
    }

    private static Blob bias(Ports p) {
        return p.weight(p.weights().size() - 1);
    }

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super(
                    "Scale",
                    Arity.between(1, 2),
                    Arity.exactly(1),
                    (layer, bottoms) -> new ScaleLayer(layer.getScaleParam(), bottoms));
        }
    }
}
