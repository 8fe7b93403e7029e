package jdl.net;

import jdl.tensor.Shape;

/**
 * A blob to be: its name in the file, its shape, and whether memory for a gradient is wanted. A
 * name bound anew is another blob.
 */
public record BlobPlan(String name, Shape shape, boolean gradient) {

    BlobPlan shape(Shape other) {
        return new BlobPlan(name, other, gradient);
    }

    BlobPlan gradient(boolean wanted) {
        return new BlobPlan(name, shape, wanted);
    }
}
