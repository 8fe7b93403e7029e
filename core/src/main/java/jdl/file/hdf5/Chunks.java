package jdl.file.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import jdl.file.Damage;

/**
 * Values that lie in blocks of one shape, each packed by itself; what no block holds is filled in.
 */
final class Chunks implements Storage {

    private final Bytes bytes;
    private final NumberType type;
    private final Filters filters;
    private final Grid grid;
    private final NavigableMap<Long, Chunk> places;
    private final float fill;

    /** The chunk that was read last: the next rows are often in it, too. */
    private volatile Unpacked last = new Unpacked(-1, ByteBuffer.allocate(0));

    private record Unpacked(long number, ByteBuffer values) {}

    /** Where a chunk is, and which filters were left out for it. */
    record Chunk(long address, long length, long left) {}

    Chunks(
            Bytes bytes,
            NumberType type,
            Filters filters,
            Grid grid,
            NavigableMap<Long, Chunk> places,
            float fill)
            throws Damage {
        this.bytes = bytes;
        this.type = type;
        this.filters = filters;
        this.grid = grid;
        this.places = places;
        this.fill = fill;
        bytes.allow(grid.chunkValues(), type.size(), bytes.limit() / 2, "a chunk");
        for (Chunk chunk : places.values()) bytes.check(chunk.address(), chunk.length());
    }

    @Override
    public void read(long first, int rows, float[] into, int offset) throws IOException {
        int values = (int) (rows * grid.extent().row());
        Arrays.fill(into, offset, offset + values, fill);
        if (values == 0) return;
        var wanted = places.subMap(grid.firstAtRow(first), grid.firstBehindRow(first + rows - 1));
        for (Map.Entry<Long, Chunk> entry : wanted.entrySet()) {
            ByteBuffer chunk = unpacked(entry.getKey(), entry.getValue());
            grid.copy(
                    entry.getKey(),
                    first,
                    rows,
                    (from, to, count) ->
                            type.floats(chunk, from * type.size(), into, offset + to, count));
        }
    }

    private ByteBuffer unpacked(long number, Chunk chunk) throws IOException {
        Unpacked known = last;
        if (known.number() == number) return known.values().duplicate();
        int length = (int) grid.chunkValues() * type.size();
        byte[] packed = bytes.read(chunk.address(), chunk.length()).array();
        var values = ByteBuffer.wrap(filters.undo(packed, chunk.left(), length));
        last = new Unpacked(number, values);
        return values.duplicate();
    }

    @Override
    public ByteBuffer raw() throws Damage {
        throw new Damage("lies in chunks, but one piece is expected");
    }
}
