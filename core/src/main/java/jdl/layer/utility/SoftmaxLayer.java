package jdl.layer.utility;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.layer.SoftmaxRows;
import jdl.proto.LayerParameter;
import jdl.proto.SoftmaxParameter;
import jdl.tensor.Layout;
import jdl.tensor.Shape;

/** {@code yᵢ = exp(xᵢ) / Σ exp(xⱼ)} along one axis. */
final class SoftmaxLayer implements Layer {

    private final SoftmaxRows softmax;
    private final boolean channels;
    private final Plan plan;

    SoftmaxLayer(SoftmaxParameter p, List<Shape> bottoms) {
        softmax = SoftmaxRows.of(bottoms.get(0), p.getAxis());
        channels = bottoms.get(0).axis(p.getAxis()) == 1;
        plan = Plan.tops(bottoms.get(0));
    }

    private SoftmaxLayer(SoftmaxRows softmax, boolean channels, Plan plan) {
        this.softmax = softmax;
        this.channels = channels;
        this.plan = plan;
    }

    @Override
    public Plan plan() {
        return plan;
    }

    /** Along the channels, wherever they lie; along another axis in the plain order alone. */
    @Override
    public Optional<Layer> in(Layout layout) {
        if (!channels || layout == Layout.PLAIN) return Optional.empty();
        int images = plan.tops().get(0).dim(0);
        int places = softmax.inner();
        var rows =
                layout == Layout.CHANNELS_LAST
                        ? new SoftmaxRows(images * places, softmax.classes(), 1)
                        : new SoftmaxRows(1, softmax.classes(), images * places);
        return Optional.of(new SoftmaxLayer(rows, channels, plan));
    }

    @Override
    public void forward(Ports p) {
        softmax.forward(p.kernels(), p.bottom(0).data(), p.top(0).data());
    }

    @Override
    public void backward(Ports p) {
        softmax.backward(p.kernels(), p.top(0).data(), p.top(0).diff(), p.bottom(0).diff());
    }

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super("Softmax", 1, LayerParameter::getSoftmaxParam, SoftmaxLayer::new);
        }
    }
}
