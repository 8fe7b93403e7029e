package jdl.layer.utility;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import jdl.failure.Failure;
import jdl.proto.SliceParameter;
import jdl.tensor.Shape;

/** Where a Slice cuts its bottom. */
record Cuts(int axis, int whole, List<Integer> points) {

    Cuts(SliceParameter p, Shape x) {
        this(axis(p, x), x.dim(axis(p, x)), p.getSlicePointList());
    }

    private static int axis(SliceParameter p, Shape x) {
        if (p.hasAxis() && p.hasSliceDim())
            throw Failure.config("has both axis and slice_dim; give axis alone");
        return x.axis(p.hasSliceDim() ? p.getSliceDim() : p.getAxis());
    }

    /** The length of each of the tops. */
    List<Integer> lengths(int tops) {
        return points.isEmpty() ? equalParts(tops) : between(tops);
    }

    private List<Integer> equalParts(int tops) {
        if (whole % tops != 0)
            throw Failure.config(
                    "cannot cut "
                            + whole
                            + " along axis "
                            + axis
                            + " into "
                            + tops
                            + " equal tops; say where to cut by slice_point");
        return Collections.nCopies(tops, whole / tops);
    }

    private List<Integer> between(int tops) {
        if (points.size() != tops - 1)
            throw Failure.config(
                    "wants one slice_point between each two of its "
                            + tops
                            + " tops, "
                            + (tops - 1)
                            + ", but got "
                            + points.size());
        var lengths = new ArrayList<Integer>();
        int start = 0;
        for (int point : points) {
            if (point <= start || point >= whole)
                throw Failure.config(
                        "slice_point must rise from 1 to "
                                + (whole - 1)
                                + ", but got "
                                + points
                                + " for axis "
                                + axis);
            lengths.add(point - start);
            start = point;
        }
        lengths.add(whole - start);
        return lengths;
    }
}
