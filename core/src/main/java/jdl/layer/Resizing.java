package jdl.layer;

import java.util.List;
import jdl.tensor.Blob;
import jdl.tensor.Shape;

/**
 * A layer whose tops are as long as the data says. Its plan tells the largest case; forward and
 * backward get tops of exactly the shapes of {@link #tops}.
 */
public interface Resizing extends Layer {

    /**
     * The shapes of the tops for what the bottoms hold now; the plan tells those of the largest
     * case.
     */
    List<Shape> tops(List<Blob> bottoms);
}
