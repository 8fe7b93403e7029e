package jdl.layer;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import jdl.failure.Failure;

/**
 * How a convolution's lengths are written: once for all axes of space, once for each, or h and w.
 */
record ConvolutionSettings(int axes) {

    /** What {@code _h} and {@code _w} say; nothing if neither is there, 0 for a missing one. */
    List<Integer> pair(String name, boolean hasH, int h, boolean hasW, int w) {
        if (!hasH && !hasW) return List.of();
        if (axes != 2)
            throw Failure.config(
                    name
                            + "_h and "
                            + name
                            + "_w are for 2 axes of space, but the bottom has "
                            + axes
                            + "; give a list instead");
        return List.of(hasH ? h : 0, hasW ? w : 0);
    }

    /** One length for each axis of space. */
    List<Integer> lengths(
            String name, List<Integer> list, List<Integer> pair, Optional<Integer> byDefault) {
        if (!pair.isEmpty() && !list.isEmpty())
            throw Failure.config(
                    "has both " + name + " and its _h and _w forms; give one of the two");
        if (!pair.isEmpty()) return pair;
        if (list.isEmpty() && byDefault.isPresent())
            return Collections.nCopies(axes, byDefault.get());
        if (list.size() == 1) return Collections.nCopies(axes, list.get(0));
        if (list.size() == axes) return list;
        throw Failure.config(
                name
                        + " must be given once or once for each of the "
                        + axes
                        + " axes of space, but is given "
                        + list.size()
                        + " times");
    }
}
