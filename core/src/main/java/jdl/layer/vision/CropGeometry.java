package jdl.layer.vision;

import java.util.List;
import java.util.stream.IntStream;
import jdl.failure.Failure;
import jdl.proto.CropParameter;
import jdl.tensor.Shape;

/**
 * Which part of a bottom is taken.
 *
 * @param offsets where it begins, along each axis
 */
record CropGeometry(Shape bottom, Shape top, List<Integer> offsets) {

    static CropGeometry of(CropParameter p, Shape bottom, Shape lengths) {
        int axis = bottom.axis(p.getAxis());
        if (lengths.rank() < bottom.rank())
            throw Failure.config(
                    "cuts " + bottom + " to a shape of as many axes, not to " + lengths);
        Shape top = bottom;
        for (int i = axis; i < bottom.rank(); i++) top = top.with(i, lengths.dim(i));
        var crop = new CropGeometry(bottom, top, offsets(p.getOffsetList(), axis, bottom.rank()));
        for (int i = axis; i < bottom.rank(); i++) crop.checkInside(i);
        return crop;
    }

    private static List<Integer> offsets(List<Integer> given, int axis, int rank) {
        if (given.size() > 1 && given.size() != rank - axis)
            throw Failure.config(
                    "offset must be given once or once for each of the %d cropped axes, but is given %d times"
                            .formatted(rank - axis, given.size()));
        return IntStream.range(0, rank)
                .mapToObj(
                        i ->
                                i < axis || given.isEmpty()
                                        ? 0
                                        : given.get(given.size() == 1 ? 0 : i - axis))
                .toList();
    }

    private void checkInside(int axis) {
        int offset = offsets.get(axis);
        if (offset < 0 || offset > bottom.dim(axis) - top.dim(axis))
            throw Failure.config(
                    "the part of %d at offset %s along axis %d does not lie inside of the bottom's %d"
                            .formatted(
                                    top.dim(axis),
                                    Integer.toUnsignedString(offset),
                                    axis,
                                    bottom.dim(axis)));
    }

    /** The index in the bottom where a row of the top's last axis lies. */
    int place(int row) {
        int place = offsets.get(offsets.size() - 1);
        int step = bottom.dim(-1);
        for (int axis = bottom.rank() - 2; axis >= 0; axis--) {
            int length = top.dim(axis);
            place += (row % length + offsets.get(axis)) * step;
            row /= length;
            step *= bottom.dim(axis);
        }
        return place;
    }
}
