package jdl.layer.utility;

import com.google.auto.service.AutoService;
import java.util.List;
import jdl.failure.Failure;
import jdl.layer.Bottoms;
import jdl.layer.LayerType;
import jdl.proto.FlattenParameter;
import jdl.tensor.Shape;

/** The type "Flatten": {@code y = x}, the axes from axis to end_axis laid into one. */
@AutoService(LayerType.class)
public final class FlattenType extends LayerType {

    public FlattenType() {
        super(
                "Flatten",
                1,
                layer -> Bottoms.notInPlace(layer).getFlattenParam(),
                (p, bottoms) -> new CopyLayer(bottoms.get(0), List.of(flat(p, bottoms.get(0)))));
    }

    /** Where end_axis is the one before axis there is nothing to lay: a new axis of length 1. */
    private static Shape flat(FlattenParameter p, Shape x) {
        int first = x.axis(p.getAxis());
        int last = x.axis(p.getEndAxis());
        if (first > last + 1)
            throw Failure.config(
                    "axis "
                            + p.getAxis()
                            + " must not come after end_axis "
                            + p.getEndAxis()
                            + " in "
                            + x);
        int length = x.slice(first, last + 1).count();
        return Shapes.replaced(x, first, last + 1, Shape.of(length));
    }
}
