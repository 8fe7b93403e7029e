package jdl.layer.utility;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;
import jdl.layer.Arity;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.tensor.Layout;

/** Reads its bottoms and does nothing, so that they are no outputs of the net. */
final class SilenceLayer implements Layer {

    @Override
    public Plan plan() {
        return Plan.tops(List.of());
    }

    @Override
    public void forward(Ports p) {}

    /** Nobody hears the bottoms: nothing is to be added to their diffs. */
    @Override
    public void backward(Ports p) {}

    @Override
    public Optional<Layer> in(Layout layout) {
        return Optional.of(this);
    }

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super(
                    "Silence",
                    Arity.atLeast(1),
                    Arity.exactly(0),
                    (layer, bottoms) -> new SilenceLayer());
        }
    }
}
