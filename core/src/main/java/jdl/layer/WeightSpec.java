package jdl.layer;

import jdl.proto.FillerParameter;
import jdl.tensor.Shape;

/**
 * A weight that a layer wants.
 *
 * @param filler what fills it at first
 * @param learns false for numbers that forward gathers and no gradient moves, such as the means of
 *     BatchNorm; its rate is 0, whatever the file says
 */
public record WeightSpec(Shape shape, FillerParameter filler, boolean learns) {

    /** A weight that learns. */
    public WeightSpec(Shape shape, FillerParameter filler) {
        this(shape, filler, true);
    }
}
