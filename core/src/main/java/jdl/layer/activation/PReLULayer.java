package jdl.layer.activation;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.function.IntConsumer;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.layer.Fillers;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.layer.WeightSpec;
import jdl.proto.LayerParameter;
import jdl.proto.PReLUParameter;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * {@code y = x} where {@code x > 0}, else {@code slope · x}, with a slope that is learnt for each
 * channel or for all (He et al. 2015).
 */
final class PReLULayer implements Layer {

    private final int images;
    private final int channels;
    private final int places;
    private final boolean shared;
    private final Plan plan;

    PReLULayer(PReLUParameter p, List<Shape> bottoms) {
        Shape bottom = bottoms.get(0);
        if (bottom.rank() < 2)
            throw Failure.config(
                    "wants a bottom of at least 2 axes (samples, channels), but got " + bottom);
        images = bottom.dim(0);
        channels = bottom.dim(1);
        places = bottom.countFrom(2);
        shared = p.getChannelShared();
        var filler = p.hasFiller() ? p.getFiller() : Fillers.constant(0.25f);
        Shape slopes = shared ? Shape.scalar() : Shape.of(channels);
        plan =
                Plan.tops(bottom)
                        .weights(List.of(new WeightSpec(slopes, filler)))
                        .scratch(Shape.of(channels));
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        Tensor x = p.bottom(0).data();
        Tensor y = p.top(0).data();
        forChannels(p, c -> bend(x, slope(p, c), y, c));
    }

    @Override
    public void backward(Ports p) {
        Tensor x = p.bottom(0).data();
        Tensor dy = p.top(0).diff();
        if (p.bottom(0).hasDiff()) {
            Tensor dx = p.bottom(0).diff();
            forChannels(p, c -> addSlope(x, slope(p, c), dy, dx, c));
        }
        if (!p.weight(0).hasDiff()) return;
        forChannels(p, c -> p.scratch(0).set(c, (float) toSlope(x, dy, c)));
        Tensor total = p.weight(0).diff();
        for (int c = 0; c < channels; c++) {
            int at = shared ? 0 : c;
            total.set(at, total.get(at) + p.scratch(0).get(c));
        }
    }

    private void forChannels(Ports p, IntConsumer task) {
        int together = Math.max(1, Kernels.STRIP / Math.max(1, images * places));
        p.kernels()
                .workers()
                .forStrips(
                        channels,
                        together,
                        (from, to) -> {
                            for (int c = from; c < to; c++) task.accept(c);
                        });
    }

    private float slope(Ports p, int channel) {
        return p.weight(0).data().get(shared ? 0 : channel);
    }

    private void bend(Tensor x, float slope, Tensor y, int channel) {
        for (int n = 0; n < images; n++)
            for (int i = at(n, channel); i < at(n, channel) + places; i++)
                y.set(i, x.get(i) > 0 ? x.get(i) : slope * x.get(i));
    }

    private void addSlope(Tensor x, float slope, Tensor dy, Tensor dx, int channel) {
        for (int n = 0; n < images; n++)
            for (int i = at(n, channel); i < at(n, channel) + places; i++)
                dx.set(i, dx.get(i) + dy.get(i) * (x.get(i) > 0 ? 1 : slope));
    }

    /** {@code Σ x dy} where {@code x ≤ 0}. */
    private double toSlope(Tensor x, Tensor dy, int channel) {
        double sum = 0;
        for (int n = 0; n < images; n++)
            for (int i = at(n, channel); i < at(n, channel) + places; i++)
                if (x.get(i) <= 0) sum += (double) x.get(i) * dy.get(i);
        return sum;
    }

    private int at(int image, int channel) {
        return (image * channels + channel) * places;
    }

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super("PReLU", 1, LayerParameter::getPreluParam, PReLULayer::new);
        }
    }
}
