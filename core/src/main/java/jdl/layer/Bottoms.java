package jdl.layer;

import java.util.List;
import jdl.failure.Failure;
import jdl.proto.LayerParameter;
import jdl.tensor.Shape;

/** What several types of layers demand of their bottoms. */
public final class Bottoms {

    private Bottoms() {}

    /** Whether a top has the name of a bottom. */
    public static boolean inPlace(LayerParameter layer) {
        return layer.getTopList().stream().anyMatch(layer.getBottomList()::contains);
    }

    /** The layer, if its top has a name of its own; Caffe runs such a layer in no other way. */
    public static LayerParameter notInPlace(LayerParameter layer) {
        if (inPlace(layer))
            throw Failure.config("cannot write where it reads; give its top a name of its own");
        return layer;
    }

    /** The shape that all of them have. */
    public static Shape ofOneShape(List<Shape> bottoms) {
        Shape first = bottoms.get(0);
        for (Shape other : bottoms)
            if (!other.equals(first))
                throw Failure.config(
                        "wants bottoms of one shape, but got " + first + " and " + other);
        return first;
    }

    /** The shape that all of them have, where each has a top of its own. */
    public static Shape eachWithATop(LayerParameter layer, List<Shape> bottoms) {
        if (layer.getTopCount() != bottoms.size())
            throw Failure.config(
                    "gives a top for each bottom, "
                            + bottoms.size()
                            + ", but got names for "
                            + layer.getTopCount());
        return ofOneShape(bottoms);
    }

    /** Checks that there is a label for each row of scores, and the batch is the same. */
    public static void checkLabels(SoftmaxRows scores, List<Shape> bottoms) {
        Shape labels = bottoms.get(1);
        boolean batchesDiffer =
                labels.rank() > 0 && labels.dim(0) != bottoms.get(0).dim(0) && scores.outer() > 1;
        if (batchesDiffer) throw wrongLabels(scores, bottoms);
        checkLabelCount(scores, bottoms);
    }

    /** Checks that there is a label for each row of scores, whatever the shape of the labels. */
    public static void checkLabelCount(SoftmaxRows scores, List<Shape> bottoms) {
        if (scores.rows() != bottoms.get(1).count()) throw wrongLabels(scores, bottoms);
    }

    private static Failure wrongLabels(SoftmaxRows scores, List<Shape> bottoms) {
        return Failure.config(
                "wants one label for each of the "
                        + scores.rows()
                        + " predictions in "
                        + bottoms.get(0)
                        + ", but got labels of shape "
                        + bottoms.get(1)
                        + "; the axis of the classes is set by axis");
    }
}
