package jdl.layer.activation;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;
import jdl.layer.Arity;
import jdl.layer.Broadcast;
import jdl.layer.Habit;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.layer.WeightSpec;
import jdl.proto.BiasParameter;
import jdl.tensor.Blob;
import jdl.tensor.Layout;
import jdl.tensor.Shape;

/**
 * {@code y = x + bias}, with a summand for each channel (or for other axes) that is learnt or is
 * the second bottom (Caffe's bias_layer.cpp).
 */
final class BiasLayer implements Layer {

    private final Broadcast broadcast;
    private final boolean learnt;
    private final Plan plan;

    BiasLayer(BiasParameter p, List<Shape> bottoms) {
        learnt = bottoms.size() == 1;
        Shape bottom = bottoms.get(0);
        if (learnt) {
            int axis = p.getNumAxes() == 0 ? 0 : bottom.axis(p.getAxis());
            Shape bias = Broadcast.axes(bottom, axis, p.getNumAxes());
            broadcast = Broadcast.of(bottom, axis, bias);
            plan =
                    Plan.tops(bottom)
                            .weights(List.of(new WeightSpec(bias, p.getFiller())))
                            .habits(Habit.STORES_FRESH);
        } else {
            broadcast = Broadcast.ofBottoms(bottoms, p.getAxis());
            plan = Plan.tops(bottom).habits(Habit.STORES_FRESH);
        }
    }

    private BiasLayer(BiasLayer other, Layout layout) {
        broadcast = other.broadcast.in(layout);
        learnt = other.learnt;
        plan = other.plan;
    }

    @Override
    public Optional<Layer> in(Layout layout) {
        return byChannel() ? Optional.of(new BiasLayer(this, layout)) : Optional.empty();
    }

    private boolean byChannel() {
        return learnt && broadcast.standsForAxis1Of(plan.tops().get(0));
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        p.top(0).data().copyFrom(p.bottom(0).data());
        broadcast.add(p.kernels(), bias(p).data(), p.top(0).data());
    }

    @Override
    public void backward(Ports p) {
        var dy = p.top(0).diff();
        var x = p.bottom(0);
        if (x.hasDiff() && x.fresh()) x.diff().copyFrom(dy);
        else if (x.hasDiff()) p.kernels().axpy(1, dy, x.diff());
        if (bias(p).hasDiff() && bias(p).fresh()) p.kernels().fill(0, bias(p).diff());
        if (bias(p).hasDiff()) broadcast.sum(p.kernels(), dy, bias(p).diff());
    }

    private Blob bias(Ports p) {
        return learnt ? p.weight(0) : p.bottom(1);
    }

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super(
                    "Bias",
                    Arity.between(1, 2),
                    Arity.exactly(1),
                    (layer, bottoms) -> new BiasLayer(layer.getBiasParam(), bottoms));
        }
    }
}
