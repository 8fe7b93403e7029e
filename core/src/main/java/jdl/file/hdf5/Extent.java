package jdl.file.hdf5;

import java.util.Arrays;
import java.util.List;
import jdl.file.Damage;

/** The lengths of an array's axes, as wide as the format has them. A scalar has none. */
final class Extent {

    /** HDF5's own limit. */
    private static final int MAX_AXES = 32;

    private static final int NULL_SPACE = 2;

    private final long[] dims;

    Extent(long... dims) {
        this.dims = dims.clone();
    }

    static Extent read(Cursor in) throws Damage {
        int version = in.u8();
        int rank = in.u8();
        int flags = in.u8();
        if (version != 1 && version != 2)
            throw new Damage("its shape is of version " + version + ", not 1 or 2");
        if (rank > MAX_AXES) throw new Damage("has " + rank + " axes, more than " + MAX_AXES);
        int kind = in.u8();
        in.skip(version == 1 ? 4 : 0);
        if (version == 2 && kind == NULL_SPACE) return new Extent(0);
        if ((flags & ~3) != 0) throw new Damage("its shape has unknown flags");
        long[] dims = new long[rank];
        for (int axis = 0; axis < rank; axis++) dims[axis] = in.length();
        var extent = new Extent(dims);
        extent.count();
        return extent;
    }

    List<Long> dims() {
        return Arrays.stream(dims).boxed().toList();
    }

    int rank() {
        return dims.length;
    }

    long dim(int axis) {
        return dims[axis];
    }

    /** How many values there are. */
    long count() throws Damage {
        long count = 1;
        for (long dim : dims) count = times(count, dim);
        return count;
    }

    /** A scalar as one row of one value. */
    Extent asRows() {
        return rank() == 0 ? new Extent(1) : this;
    }

    /** The values of one row, that is for one index of the first axis. */
    long row() throws Damage {
        return new Extent(Arrays.copyOfRange(dims, 1, dims.length)).count();
    }

    static long times(long a, long b) throws Damage {
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        if (high == 0 && low >= 0) return low;
        throw new Damage("has more values than can be counted");
    }
}
