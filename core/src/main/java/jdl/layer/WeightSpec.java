package jdl.layer;

import java.util.OptionalInt;
import jdl.proto.FillerParameter;
import jdl.tensor.Shape;

/**
 * A weight that a layer wants.
 *
 * @param filler what fills it at first
 * @param learns false for numbers that forward gathers and no gradient moves, such as the means of
 *     BatchNorm; its rate and decay are 0, whatever the file says
 * @param lengthsOf the layer's weight, an earlier one, whose rows' lengths it is at first, if that
 *     is so; then the filler counts for nothing
 */
public record WeightSpec(
        Shape shape, FillerParameter filler, boolean learns, OptionalInt lengthsOf) {

    /** A weight that learns. */
    public WeightSpec(Shape shape, FillerParameter filler) {
        this(shape, filler, true);
    }

    public WeightSpec(Shape shape, FillerParameter filler, boolean learns) {
        this(shape, filler, learns, OptionalInt.empty());
    }

    /** The lengths of the rows of an earlier weight of the layer; they learn. */
    static WeightSpec lengths(int rows, int weight) {
        return new WeightSpec(
                Shape.of(rows), FillerParameter.getDefaultInstance(), true, OptionalInt.of(weight));
    }
}
