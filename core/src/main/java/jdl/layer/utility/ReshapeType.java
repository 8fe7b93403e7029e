package jdl.layer.utility;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import jdl.failure.Failure;
import jdl.layer.Bottoms;
import jdl.layer.LayerType;
import jdl.proto.ReshapeParameter;
import jdl.tensor.Shape;

/**
 * The type "Reshape": {@code y = x} under another shape: of the num_axes axes from axis on, 0
 * copies a length and -1, at most once, is what is left over.
 */
@AutoService(LayerType.class)
public final class ReshapeType extends LayerType {

    public ReshapeType() {
        super(
                "Reshape",
                1,
                layer -> Bottoms.notInPlace(layer).getReshapeParam(),
                (p, bottoms) ->
                        new CopyLayer(bottoms.get(0), List.of(reshaped(p, bottoms.get(0)))));
    }

    private static Shape reshaped(ReshapeParameter p, Shape x) {
        int from = firstAxis(p, x);
        int axes = p.getNumAxes() == -1 ? x.rank() - from : p.getNumAxes();
        if (axes < 0 || axes > x.rank() - from)
            throw Failure.config(
                    "num_axes "
                            + p.getNumAxes()
                            + " is more than "
                            + x
                            + " has from axis "
                            + p.getAxis()
                            + " on");
        Shape old = x.slice(from, from + axes);
        var dims = new ArrayList<Integer>();
        for (long length : p.getShape().getDimList())
            dims.add(length == 0 ? copied(x, from + dims.size()) : asked(length));
        infer(dims, old);
        Shape y = Shapes.replaced(x, from, from + axes, Shape.of(dims));
        if (y.count() != x.count())
            throw Failure.config("cannot lay " + x + " into " + y + ": the counts differ");
        return y;
    }

    /** Here -1 stands behind the last axis, since new axes may go there. */
    private static int firstAxis(ReshapeParameter p, Shape x) {
        int from = p.getAxis() < 0 ? p.getAxis() + x.rank() + 1 : p.getAxis();
        if (from < 0 || from > x.rank())
            throw Failure.config("axis " + p.getAxis() + " is outside of the shape " + x);
        return from;
    }

    private static int copied(Shape x, int axis) {
        if (axis < x.rank()) return x.dim(axis);
        throw Failure.config(
                "a 0 in shape copies the length in its place, but there is no axis "
                        + axis
                        + " in "
                        + x);
    }

    private static int asked(long length) {
        if (length < -1 || length > Integer.MAX_VALUE)
            throw Failure.config("shape wants lengths, 0 or -1, but got " + length);
        return (int) length;
    }

    private static void infer(List<Integer> dims, Shape old) {
        int open = dims.indexOf(-1);
        if (open < 0) return;
        if (dims.lastIndexOf(-1) != open)
            throw Failure.config("shape may hold -1 once, since one length alone can be inferred");
        dims.set(open, 1);
        int rest = Shape.of(dims).count();
        if (rest == 0 || old.count() % rest != 0)
            throw Failure.config(
                    "no length for -1: "
                            + old.count()
                            + " elements cannot be divided by "
                            + rest
                            + ", the other lengths together");
        dims.set(open, old.count() / rest);
    }
}
