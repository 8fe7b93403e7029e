package jdl.layer.vision;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import jdl.failure.Failure;
import jdl.proto.ConvolutionParameter;

/**
 * A convolution's lengths along each axis of space, however they are written: once for all axes,
 * once for each, or by {@code _h} and {@code _w}.
 */
record ConvolutionSettings(ConvolutionParameter p, int axes) {

    List<Integer> kernel() {
        var pair = pair("kernel", p.hasKernelH(), p.getKernelH(), p.hasKernelW(), p.getKernelW());
        return lengths("kernel_size", p.getKernelSizeList(), pair, Optional.empty());
    }

    List<Integer> pad() {
        var pair = pair("pad", p.hasPadH(), p.getPadH(), p.hasPadW(), p.getPadW());
        return lengths("pad", p.getPadList(), pair, Optional.of(0));
    }

    List<Integer> stride() {
        var pair = pair("stride", p.hasStrideH(), p.getStrideH(), p.hasStrideW(), p.getStrideW());
        return lengths("stride", p.getStrideList(), pair, Optional.of(1));
    }

    List<Integer> dilation() {
        return lengths("dilation", p.getDilationList(), List.of(), Optional.of(1));
    }

    /** What {@code _h} and {@code _w} say; nothing if neither is there, 0 for a missing one. */
    private List<Integer> pair(String name, boolean hasH, int h, boolean hasW, int w) {
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

    private List<Integer> lengths(
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
