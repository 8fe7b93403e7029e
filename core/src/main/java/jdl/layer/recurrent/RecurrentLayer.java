package jdl.layer.recurrent;

import java.util.List;
import java.util.Optional;
import jdl.layer.Arity;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.proto.LayerParameter;
import jdl.tensor.Blob;
import jdl.tensor.Shape;

/** A layer whose output in each step is the first state of its cell. */
final class RecurrentLayer implements Layer {

    private final Recurrence recurrence;
    private final Plan plan;

    RecurrentLayer(LayerParameter layer, List<Shape> bottoms, Cell cell) {
        recurrence = new Recurrence(Sequence.of(layer, bottoms, cell.states()), cell);
        plan = recurrence.plan(layer.getRecurrentParam());
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        recurrence.forward(p, p.top(0).data());
    }

    @Override
    public void backward(Ports p) {
        Blob h = p.top(0);
        recurrence.backward(p, h.hasDiff() ? Optional.of(h.diff()) : Optional.empty());
    }

    /** Layers of one kind of cell. */
    abstract static class Type extends LayerType {
        Type(String name, Cell cell) {
            super(
                    name,
                    Arity.between(2, 3 + cell.states()),
                    Arity.between(1, 1 + cell.states()),
                    (layer, bottoms) -> new RecurrentLayer(layer, bottoms, cell));
        }
    }
}
