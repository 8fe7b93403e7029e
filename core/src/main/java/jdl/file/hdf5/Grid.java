package jdl.file.hdf5;

import jdl.file.Damage;

/** How an array is cut into chunks; they are numbered row by row, like values. */
final class Grid {

    private final Extent extent;
    private final long[] chunk;
    private final long[] counts;
    private final long chunkValues;

    /** Copies a run of values: their place in the chunk, and in the rows that are wanted. */
    interface Copy {
        void run(int from, int to, int count);
    }

    Grid(Extent extent, long[] chunk) throws Damage {
        if (chunk.length != extent.rank())
            throw new Damage(
                    "has %d axes, but its chunks have %d".formatted(extent.rank(), chunk.length));
        this.extent = extent;
        this.chunk = chunk.clone();
        this.counts = new long[chunk.length];
        for (int axis = 0; axis < chunk.length; axis++) {
            if (chunk[axis] < 1 || chunk[axis] > Integer.MAX_VALUE)
                throw new Damage("has chunks of length " + chunk[axis]);
            counts[axis] = (extent.dim(axis) + chunk[axis] - 1) / chunk[axis];
        }
        new Extent(counts).count(); // or they could not be numbered
        this.chunkValues = new Extent(chunk).count();
    }

    Extent extent() {
        return extent;
    }

    long chunkValues() {
        return chunkValues;
    }

    /** How many chunks it takes. */
    long count() throws Damage {
        return new Extent(counts).count();
    }

    /** The number of the chunk that begins at a value; -1 where that is outside of the array. */
    long number(long[] origin) throws Damage {
        long number = 0;
        for (int axis = 0; axis < chunk.length; axis++) {
            if (origin[axis] % chunk[axis] != 0)
                throw new Damage("has a chunk where none can begin");
            if (origin[axis] >= extent.dim(axis)) return -1;
            number = number * counts[axis] + origin[axis] / chunk[axis];
        }
        return number;
    }

    /** The first chunk that holds values of a row. */
    long firstAtRow(long row) throws Damage {
        return row / chunk[0] * new Extent(counts).row();
    }

    /** The first chunk that holds no values of this row, nor of those before it. */
    long firstBehindRow(long row) throws Damage {
        return (row / chunk[0] + 1) * new Extent(counts).row();
    }

    /**
     * Copies those values of a chunk that are in the rows {@code first} … {@code first + rows - 1}.
     */
    void copy(long number, long first, int rows, Copy copy) {
        long[] origin = new long[chunk.length];
        long rest = number;
        for (int axis = chunk.length - 1; axis >= 0; axis--) {
            origin[axis] = rest % counts[axis] * chunk[axis];
            rest /= counts[axis];
        }
        new Window(origin, first, rows, copy).run(0, 0, 0);
    }

    /** The part of a chunk that is in the rows that are wanted. */
    private final class Window {

        private final long[] origin;
        private final long first;
        private final int rows;
        private final Copy copy;

        private Window(long[] origin, long first, int rows, Copy copy) {
            this.origin = origin;
            this.first = first;
            this.rows = rows;
            this.copy = copy;
        }

        /** Goes along an axis, from a place in the chunk and a place in the rows. */
        private void run(int axis, long from, long to) {
            long begin = origin[axis];
            // Along the first axis, the rows that are wanted begin and end somewhere in the chunk.
            long zero = axis == 0 ? first : 0;
            long end = axis == 0 ? first + rows : extent.dim(axis);
            long low = Math.max(begin, zero);
            long high = Math.min(begin + chunk[axis], end);
            long source = from * chunk[axis];
            long target = axis == 0 ? 0 : to * extent.dim(axis);
            if (axis == chunk.length - 1) {
                int count = (int) (high - low);
                copy.run((int) (source + low - begin), (int) (target + low - zero), count);
                return;
            }
            for (long i = low; i < high; i++) run(axis + 1, source + i - begin, target + i - zero);
        }
    }
}
