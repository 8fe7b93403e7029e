package jdl.file.hdf5;

import java.io.IOException;
import java.util.NavigableMap;
import java.util.TreeMap;
import jdl.file.Damage;
import jdl.file.hdf5.Chunks.Chunk;

/** Finds all chunks of a dataset, by whichever kind of index the file has for them. */
final class ChunkIndex {

    private static final int SINGLE = 1;
    private static final int IMPLICIT = 2;
    private static final int FIXED_ARRAY = 3;

    /** What a chunk counts in a walk, so that no file makes more of them than memory can hold. */
    static final int CHARGE = 16;

    private final Grid grid;
    private final Bytes.Walk walk;
    private final NavigableMap<Long, Chunk> places = new TreeMap<>();

    ChunkIndex(Grid grid, Bytes.Walk walk) {
        this.grid = grid;
        this.walk = walk;
    }

    Grid grid() {
        return grid;
    }

    /** The chunks by their numbers. */
    NavigableMap<Long, Chunk> places() {
        return places;
    }

    /** Of version 1, where each chunk tells where it begins. */
    void tree(long root) throws IOException {
        int axes = grid.extent().rank();
        Tree.ofChunks(walk, axes + 1)
                .forEach(
                        root,
                        (key, address) -> {
                            long length = key.u32();
                            long left = key.u32();
                            long[] origin = new long[axes];
                            for (int axis = 0; axis < axes; axis++) origin[axis] = key.number(8);
                            add(grid.number(origin), new Chunk(address, length, left));
                        });
    }

    /**
     * One of the newer kinds, of which {@code in} tells.
     *
     * @param told whether the length of a single chunk is told, since it is packed
     * @param width of a value
     * @param packed whether there are filters
     */
    void newer(Cursor in, boolean told, int width, boolean packed) throws IOException {
        int kind = in.u8();
        long plain = Extent.times(grid.chunkValues(), width);
        switch (kind) {
            case SINGLE -> {
                long length = told ? in.length() : plain;
                long left = told ? in.u32() : 0;
                found(0, new Chunk(in.address(), length, left));
            }
            case IMPLICIT -> inRow(in.address(), plain);
            case FIXED_ARRAY -> {
                in.skip(1);
                long header = in.address();
                if (header != Cursor.UNDEFINED)
                    new FixedArray(walk, plain, packed).read(header, grid.count(), this::found);
            }
            default ->
                    throw new Damage(
                            "may grow, and is indexed in a way that jdl does not read\n    write it"
                                    + " for HDF5 1.8: h5py.File(…, libver=\"earliest\")");
        }
    }

    private void inRow(long address, long length) throws IOException {
        if (address == Cursor.UNDEFINED) return;
        long count = grid.count();
        walk.bytes().check(address, Extent.times(count, length));
        for (long i = 0; i < count; i++) {
            walk.charge(CHARGE);
            found(i, new Chunk(address + i * length, length, 0));
        }
    }

    private void found(long number, Chunk chunk) throws IOException {
        if (chunk.address() != Cursor.UNDEFINED) add(number, chunk);
    }

    private void add(long number, Chunk chunk) throws Damage {
        if (number >= 0 && places.put(number, chunk) != null)
            throw new Damage("has two chunks at one place");
    }
}
