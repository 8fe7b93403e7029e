package jdl.file.hdf5;

import java.io.IOException;
import java.util.Arrays;
import jdl.file.Damage;

/** Reads how the values of a dataset are stored, from the messages of its header. */
final class Layout {

    private static final int COMPACT = 0;
    private static final int CONTIGUOUS = 1;
    private static final int CHUNKED = 2;

    private final Bytes.Walk walk;
    private final ObjectHeader header;
    private final NumberType type;
    private final Extent extent;

    private Layout(Bytes.Walk walk, ObjectHeader header, NumberType type, Extent extent) {
        this.walk = walk;
        this.header = header;
        this.type = type;
        this.extent = extent;
    }

    static Storage read(Bytes.Walk walk, ObjectHeader header, NumberType type, Extent extent)
            throws IOException {
        return new Layout(walk, header, type, extent).storage();
    }

    private Storage storage() throws IOException {
        Cursor in = header.must(ObjectHeader.LAYOUT, "layout");
        int version = in.u8();
        if (version != 3 && version != 4)
            throw new Damage("its layout is of version " + version + ", not 3 or 4");
        int kind = in.u8();
        return switch (kind) {
            case COMPACT -> Stretch.of(in.take(in.u16()), type, extent);
            case CONTIGUOUS -> contiguous(in.address());
            case CHUNKED -> version == 3 ? treeOfChunks(in) : indexOfChunks(in);
            default -> throw new Damage("its values are put together from other files or datasets");
        };
    }

    private Storage contiguous(long address) throws IOException {
        if (address != Cursor.UNDEFINED) return Stretch.at(address, walk.bytes(), type, extent);
        // Nobody ever wrote a value: all are as good as one chunk that is not there.
        return chunks(new ChunkIndex(new Grid(extent, ones()), walk));
    }

    private long[] ones() {
        long[] ones = new long[extent.rank()];
        Arrays.fill(ones, 1);
        return ones;
    }

    private Storage treeOfChunks(Cursor in) throws IOException {
        int axes = in.u8() - 1;
        long root = in.address();
        var index = new ChunkIndex(new Grid(extent, lengths(in, axes, 4)), walk);
        if (root != Cursor.UNDEFINED) index.tree(root);
        return chunks(index);
    }

    private Storage indexOfChunks(Cursor in) throws IOException {
        int flags = in.u8();
        int axes = in.u8() - 1;
        int width = in.u8();
        if (width < 1 || width > 8)
            throw new Damage("its chunks' lengths take " + width + " bytes");
        var index = new ChunkIndex(new Grid(extent, lengths(in, axes, width)), walk);
        index.newer(in, (flags & 2) != 0, type.size(), !filters().isEmpty());
        return chunks(index);
    }

    /** The lengths of a chunk; one more follows, the width of a value. */
    private long[] lengths(Cursor in, int axes, int width) throws Damage {
        if (axes != extent.rank())
            throw new Damage("has %d axes, but its chunks have %d".formatted(extent.rank(), axes));
        long[] lengths = new long[axes];
        for (int axis = 0; axis < axes; axis++) lengths[axis] = in.number(width);
        if (in.number(width) != type.size())
            throw new Damage("its chunks hold values of another width");
        return lengths;
    }

    private Storage chunks(ChunkIndex index) throws IOException {
        return new Chunks(
                walk.bytes(),
                type,
                filters(),
                index.grid(),
                index.places(),
                Fill.read(header, type));
    }

    private Filters filters() throws Damage {
        var message = header.one(ObjectHeader.FILTERS);
        return message.isPresent() ? Filters.read(message.get()) : Filters.NONE;
    }
}
