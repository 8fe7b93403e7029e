package jdl.layer;

import java.util.List;
import jdl.tensor.Blob;
import jdl.tensor.Shape;

/**
 * A layer whose tops' lengths depend on what its bottoms hold. Its plan tells the largest case; the
 * net asks before each forward.
 */
public interface Resizing extends Layer {

    /** The shapes of the tops for what the bottoms hold now. */
    List<Shape> tops(List<Blob> bottoms);
}
