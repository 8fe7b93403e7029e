package jdl.net;

import jdl.tensor.Layout;
import jdl.tensor.Shape;

/**
 * A blob to be: its name in the file, its shape, whether memory for a gradient is wanted, and in
 * which order its floats lie. A name bound anew is another blob.
 */
public record BlobPlan(String name, Shape shape, boolean gradient, Layout layout) {

    static BlobPlan of(String name, Shape shape) {
        return new BlobPlan(name, shape, false, Layout.PLAIN);
    }

    BlobPlan shape(Shape other) {
        return new BlobPlan(name, other, gradient, layout);
    }

    BlobPlan gradient(boolean wanted) {
        return new BlobPlan(name, shape, wanted, layout);
    }

    BlobPlan layout(Layout other) {
        return new BlobPlan(name, shape, gradient, other);
    }
}
