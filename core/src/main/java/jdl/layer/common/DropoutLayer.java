package jdl.layer.common;

import com.google.auto.service.AutoService;
import java.util.List;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.proto.DropoutParameter;
import jdl.proto.LayerParameter;
import jdl.tensor.Dice;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * In training {@code y = mask · x}, where the mask is 0 with chance {@code dropout_ratio} and
 * otherwise {@code 1 / (1 - dropout_ratio)}; else {@code y = x}.
 */
final class DropoutLayer implements Layer {

    private final float ratio;
    private final Plan plan;

    DropoutLayer(DropoutParameter p, List<Shape> bottoms) {
        ratio = p.getDropoutRatio();
        if (!(ratio > 0 && ratio < 1))
            throw Failure.config(
                    "dropout_ratio must lie between 0 and 1, both excluded; got "
                            + ratio
                            + "; to drop nothing, leave the layer out");
        plan = Plan.tops(bottoms.get(0)).saved(bottoms.get(0));
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        Tensor x = p.bottom(0).data();
        Tensor y = p.top(0).data();
        if (!p.training()) {
            y.copyFrom(x);
            return;
        }
        Tensor mask = p.saved(0);
        float kept = 1 / (1 - ratio);
        p.kernels()
                .workers()
                .forStrips(
                        x.size(),
                        Kernels.STRIP,
                        (from, to) -> {
                            Dice dice = p.clock().dice(from);
                            for (int i = from; i < to; i++) {
                                mask.set(i, dice.nextFloat() < ratio ? 0 : kept);
                                y.set(i, x.get(i) * mask.get(i));
                            }
                        });
    }

    @Override
    public void backward(Ports p) {
        Tensor dx = p.bottom(0).diff();
        Tensor dy = p.top(0).diff();
        if (!p.training()) {
            p.kernels().axpy(1, dy, dx);
            return;
        }
        Tensor mask = p.saved(0);
        p.kernels()
                .workers()
                .forStrips(
                        dx.size(),
                        Kernels.STRIP,
                        (from, to) -> {
                            for (int i = from; i < to; i++)
                                dx.set(i, dx.get(i) + dy.get(i) * mask.get(i));
                        });
    }

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super("Dropout", 1, LayerParameter::getDropoutParam, DropoutLayer::new);
        }
    }
}
