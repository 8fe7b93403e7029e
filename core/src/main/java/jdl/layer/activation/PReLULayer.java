package jdl.layer.activation;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;
import jdl.failure.Failure;
import jdl.kernel.Workers;
import jdl.layer.Fillers;
import jdl.layer.Habit;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.layer.WeightSpec;
import jdl.proto.LayerParameter;
import jdl.proto.PReLUParameter;
import jdl.tensor.Layout;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * {@code y = x} where {@code x > 0}, else {@code slope · x}, with a slope that is learnt for each
 * channel or for all (He et al. 2015).
 */
final class PReLULayer implements Layer {

    private final BentChannels channels;
    private final boolean shared;
    private final Plan plan;

    PReLULayer(PReLUParameter p, List<Shape> bottoms) {
        Shape bottom = bottoms.get(0);
        if (bottom.rank() < 2)
            throw Failure.config(
                    "wants a bottom of at least 2 axes (samples, channels), but got " + bottom);
        channels = BentChannels.of(bottom);
        shared = p.getChannelShared();
        Shape each = Shape.of(channels.channels());
        var filler = p.hasFiller() ? p.getFiller() : Fillers.constant(0.25f);
        var slopes = new WeightSpec(shared ? Shape.scalar() : each, filler);
        plan = Plan.tops(bottom).weights(List.of(slopes)).scratch(each).habits(Habit.STORES_FRESH);
    }

    private PReLULayer(PReLULayer other, Layout layout) {
        channels = other.channels.in(layout);
        shared = other.shared;
        plan = other.plan;
    }

    @Override
    public Optional<Layer> in(Layout layout) {
        return Optional.of(new PReLULayer(this, layout));
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        Tensor x = p.bottom(0).data();
        Tensor y = p.top(0).data();
        channels.forEach(p.kernels().workers(), c -> channels.bend(x, slope(p, c), y, c));
    }

    @Override
    public void backward(Ports p) {
        Workers workers = p.kernels().workers();
        Tensor x = p.bottom(0).data();
        Tensor dy = p.top(0).diff();
        if (p.bottom(0).hasDiff()) {
            Tensor dx = p.bottom(0).diff();
            if (p.bottom(0).fresh()) p.kernels().fill(0, dx);
            channels.forEach(workers, c -> channels.toBottom(x, slope(p, c), dy, dx, c));
        }
        if (!p.weight(0).hasDiff()) return;
        Tensor sums = p.scratch(0);
        channels.forEach(workers, c -> sums.set(c, (float) channels.toSlope(x, dy, c)));
        Tensor total = p.weight(0).diff();
        for (int c = 0; c < sums.size(); c++) {
            int at = shared ? 0 : c;
            total.set(at, total.get(at) + sums.get(c));
        }
    }

    private float slope(Ports p, int channel) {
        return p.weight(0).data().get(shared ? 0 : channel);
    }

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super("PReLU", 1, LayerParameter::getPreluParam, PReLULayer::new);
        }
    }
}
