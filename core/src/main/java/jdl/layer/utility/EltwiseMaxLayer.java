package jdl.layer.utility;

import java.util.List;
import java.util.Optional;
import jdl.kernel.Kernels;
import jdl.layer.Habit;
import jdl.layer.Layer;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.tensor.Blob;
import jdl.tensor.Layout;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * {@code y = max xᵢ}, element by element. The slope goes to one bottom: of equal ones to the first,
 * but to the second if the first two are equal, as in Caffe. NaN is larger than any number. (No
 * formula, since formulas compare by subtraction: ∞ - ∞ is NaN.)
 */
final class EltwiseMaxLayer implements Layer {

    private final Plan plan;

    EltwiseMaxLayer(Shape shape) {
        plan = Plan.tops(shape).habits(Habit.STORES_FRESH);
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        Tensor y = p.top(0).data();
        p.kernels()
                .workers()
                .forStrips(
                        y.size(),
                        Kernels.STRIP,
                        (from, to) -> {
                            for (int k = from; k < to; k++)
                                y.set(k, p.bottom(best(p.bottoms(), k)).data().get(k));
                        });
    }

    @Override
    public void backward(Ports p) {
        Tensor dy = p.top(0).diff();
        p.kernels()
                .workers()
                .forStrips(
                        dy.size(),
                        Kernels.STRIP,
                        (from, to) -> {
                            begin(p.bottoms(), from, to);
                            for (int k = from; k < to; k++) {
                                Blob best = p.bottom(best(p.bottoms(), k));
                                if (best.hasDiff())
                                    best.diff().set(k, best.diff().get(k) + dy.get(k));
                            }
                        });
    }

    private static void begin(List<Blob> bottoms, int from, int to) {
        for (Blob bottom : bottoms)
            if (bottom.hasDiff() && bottom.fresh())
                for (int k = from; k < to; k++) bottom.diff().set(k, 0);
    }

    /** Where an element lies is all the same. */
    @Override
    public Optional<Layer> in(Layout layout) {
        return Optional.of(this);
    }

    private static int best(List<Blob> bottoms, int k) {
        int best = bottoms.get(0).data().get(k) == bottoms.get(1).data().get(k) ? 1 : 0;
        for (int i = 1; i < bottoms.size(); i++) {
            float max = bottoms.get(best).data().get(k);
            if (!(bottoms.get(i).data().get(k) <= max) && !Float.isNaN(max)) best = i;
        }
        return best;
    }
}
