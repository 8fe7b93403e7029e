package jdl.layer.utility;

import com.google.auto.service.AutoService;
import java.util.List;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.layer.SoftmaxRows;
import jdl.proto.LayerParameter;
import jdl.proto.SoftmaxParameter;
import jdl.tensor.Shape;

/** {@code yᵢ = exp(xᵢ) / Σ exp(xⱼ)} along one axis. */
final class SoftmaxLayer implements Layer {

    private final SoftmaxRows softmax;
    private final Plan plan;

    SoftmaxLayer(SoftmaxParameter p, List<Shape> bottoms) {
        softmax = SoftmaxRows.of(bottoms.get(0), p.getAxis());
        plan = Plan.tops(bottoms.get(0));
    }

    @Override
    public Plan plan() {
        return plan;
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
