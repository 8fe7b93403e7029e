package jdl.data.image;

import jdl.data.Values;
import jdl.tensor.Dice;
import jdl.tensor.Shape;

/**
 * One thing that is done to a picture; the same dice do the same. What is given lies in memory of
 * the step and the thread, until the next run.
 */
interface Step {

    /** What becomes of the shape of a picture. */
    default Shape shape(Shape picture) {
        return picture;
    }

    Values run(Values from, boolean training, Dice dice);
}
