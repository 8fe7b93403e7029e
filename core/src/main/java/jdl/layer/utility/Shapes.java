package jdl.layer.utility;

import java.util.ArrayList;
import jdl.tensor.Shape;

/** New shapes out of old ones. */
final class Shapes {

    private Shapes() {}

    /** The axes {@code from} ≤ axis &lt; {@code to} replaced by others. */
    static Shape replaced(Shape x, int from, int to, Shape others) {
        var dims = new ArrayList<>(x.slice(0, from).dims());
        dims.addAll(others.dims());
        dims.addAll(x.slice(to, x.rank()).dims());
        return Shape.of(dims);
    }
}
