package jdl.layer;

import java.util.List;
import jdl.kernel.Kernels;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** {@code y = f(x)}, element by element. */
final class PointwiseLayer implements Layer {

    /** A function of one number and its slope, told from x and y. */
    interface Function {

        float value(float x);

        float slope(float x, float y);
    }

    private final Function function;
    private final Plan plan;

    PointwiseLayer(Function function, List<Shape> bottoms) {
        this.function = function;
        this.plan = Plan.tops(bottoms.get(0));
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        Tensor x = p.bottom(0).data();
        Tensor y = p.top(0).data();
        p.kernels()
                .workers()
                .forStrips(
                        x.size(),
                        Kernels.STRIP,
                        (from, to) -> {
                            for (int i = from; i < to; i++) y.set(i, function.value(x.get(i)));
                        });
    }

    @Override
    public void backward(Ports p) {
        Tensor x = p.bottom(0).data();
        Tensor y = p.top(0).data();
        Tensor dx = p.bottom(0).diff();
        Tensor dy = p.top(0).diff();
        p.kernels()
                .workers()
                .forStrips(
                        x.size(),
                        Kernels.STRIP,
                        (from, to) -> {
                            for (int i = from; i < to; i++)
                                dx.set(
                                        i,
                                        dx.get(i) + dy.get(i) * function.slope(x.get(i), y.get(i)));
                        });
    }
}
