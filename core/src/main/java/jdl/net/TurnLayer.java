package jdl.net;

import jdl.layer.Arity;
import jdl.layer.Habit;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.tensor.Blob;
import jdl.tensor.Layout;
import jdl.tensor.Shape;

/** {@code y = x} in another order of floats. A pass places it; no file can name it. */
final class TurnLayer implements Layer {

    static final LayerType TYPE =
            new LayerType(
                    "(layout)",
                    Arity.exactly(1),
                    Arity.exactly(1),
                    (layer, shapes) -> {
                        throw new IllegalStateException("made by a pass alone");
                    }) {};

    private final Layout.Turn turn;
    private final Plan plan;

    /** One of the two orders is the plain one. */
    TurnLayer(Shape shape, Layout from, Layout to) {
        turn = to == Layout.PLAIN ? from.turn(shape).back() : to.turn(shape);
        plan =
                Plan.tops(shape)
                        .habits(Habit.STORES_FRESH, Habit.FORGETS_BOTTOMS, Habit.FORGETS_TOPS);
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        p.kernels().turn(turn, p.bottom(0).data(), p.top(0).data());
    }

    @Override
    public void backward(Ports p) {
        Blob bottom = p.bottom(0);
        if (!bottom.hasDiff()) return;
        if (bottom.fresh()) p.kernels().turn(turn.back(), p.top(0).diff(), bottom.diff());
        else p.kernels().turnAdd(turn.back(), p.top(0).diff(), bottom.diff());
    }
}
