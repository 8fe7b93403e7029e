package jdl.layer.utility;

import java.util.List;
import java.util.Optional;
import jdl.layer.Habit;
import jdl.layer.Layer;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.tensor.Blob;
import jdl.tensor.Layout;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** {@code yᵢ = x}, the same floats in each top, under the shapes that the type tells. */
final class CopyLayer implements Layer {

    private final Shape bottom;
    private final Plan plan;

    CopyLayer(Shape bottom, List<Shape> tops) {
        this.bottom = bottom;
        plan =
                Plan.tops(tops)
                        .habits(Habit.STORES_FRESH, Habit.FORGETS_BOTTOMS, Habit.FORGETS_TOPS);
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        for (Blob top : p.tops()) top.data().copyFrom(p.bottom(0).data());
    }

    @Override
    public void backward(Ports p) {
        Tensor dx = p.bottom(0).diff();
        boolean fresh = p.bottom(0).fresh();
        for (Blob top : p.tops()) {
            if (!top.hasDiff()) continue;
            if (fresh) dx.copyFrom(top.diff());
            else p.kernels().axpy(1, top.diff().as(dx.shape()), dx);
            fresh = false;
        }
        if (fresh) p.kernels().fill(0, dx);
    }

    /** Where all lie in that order in the same way. */
    @Override
    public Optional<Layer> in(Layout layout) {
        Layout.Turn turn = layout.turn(bottom);
        boolean alike = plan.tops().stream().map(layout::turn).allMatch(turn::equals);
        return alike ? Optional.of(this) : Optional.empty();
    }
}
