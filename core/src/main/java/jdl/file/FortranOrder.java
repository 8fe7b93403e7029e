package jdl.file;

import jdl.tensor.Shape;

/** Where values that come with the first axis innermost lie with the last axis innermost. */
final class FortranOrder {

    private final Shape shape;
    private final int[] at;
    private int place;

    FortranOrder(Shape shape) {
        this.shape = shape;
        this.at = new int[shape.rank()];
    }

    /** The place of the next value. */
    int next() {
        int next = place;
        for (int axis = 0; axis < at.length; axis++) {
            int stride = shape.countFrom(axis + 1);
            place += stride;
            if (++at[axis] < shape.dim(axis)) break;
            place -= stride * at[axis];
            at[axis] = 0;
        }
        return next;
    }
}
