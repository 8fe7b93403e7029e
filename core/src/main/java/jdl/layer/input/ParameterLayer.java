package jdl.layer.input;

import com.google.auto.service.AutoService;
import java.util.List;
import jdl.failure.Failure;
import jdl.layer.Arity;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.layer.WeightSpec;
import jdl.proto.FillerParameter;
import jdl.proto.ParameterParameter;
import jdl.tensor.Shape;

/** {@code y = w}: a weight of its own, 0 at first, as a blob that other layers can read. */
final class ParameterLayer implements Layer {

    private final Plan plan;

    ParameterLayer(ParameterParameter p) {
        if (!p.hasShape()) throw Failure.config("wants parameter_param.shape");
        Shape shape = Shape.of(p.getShape().getDimList());
        var zeros = new WeightSpec(shape, FillerParameter.getDefaultInstance());
        plan = Plan.tops(shape).weights(List.of(zeros));
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        p.top(0).data().copyFrom(p.weight(0).data());
    }

    @Override
    public void backward(Ports p) {
        if (p.weight(0).hasDiff()) p.kernels().axpy(1, p.top(0).diff(), p.weight(0).diff());
    }

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super(
                    "Parameter",
                    Arity.exactly(0),
                    Arity.exactly(1),
                    (layer, bottoms) -> new ParameterLayer(layer.getParameterParam()));
        }
    }
}
