package jdl.layer;

import java.util.List;
import jdl.tensor.Shape;

/** {@code y = Σ cᵢ xᵢ}, element by element. */
final class EltwiseSumLayer implements Layer {

    private final List<Float> coefficients;
    private final Plan plan;

    EltwiseSumLayer(List<Float> coefficients, Shape shape) {
        this.coefficients = List.copyOf(coefficients);
        this.plan = Plan.tops(shape);
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        p.kernels().fill(0, p.top(0).data());
        for (int i = 0; i < p.bottoms().size(); i++)
            p.kernels().axpy(coefficients.get(i), p.bottom(i).data(), p.top(0).data());
    }

    @Override
    public void backward(Ports p) {
        for (int i = 0; i < p.bottoms().size(); i++)
            if (p.bottom(i).hasDiff())
                p.kernels().axpy(coefficients.get(i), p.top(0).diff(), p.bottom(i).diff());
    }
}
