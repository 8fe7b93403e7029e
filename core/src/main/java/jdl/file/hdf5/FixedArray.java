package jdl.file.hdf5;

import java.io.IOException;
import jdl.file.Damage;
import jdl.file.hdf5.Chunks.Chunk;

/** The index of a dataset that cannot grow: the places of its chunks in their order, in pages. */
final class FixedArray {

    private static final int CHECKSUM = 4;

    private final Bytes.Walk walk;
    private final long plain;
    private final boolean packed;

    /** What to do with a chunk of a number. */
    interface Visitor {
        void visit(long number, Chunk chunk) throws IOException;
    }

    /**
     * An index.
     *
     * @param plain the bytes of a chunk that is not packed
     * @param packed whether chunks are, and tell their lengths
     */
    FixedArray(Bytes.Walk walk, long plain, boolean packed) {
        this.walk = walk;
        this.plain = plain;
        this.packed = packed;
    }

    void read(long address, long count, Visitor visitor) throws IOException {
        var widths = walk.bytes().widths();
        Cursor head = walk.read(address, 8L + widths.length() + widths.address()).expect("FAHD");
        int entry = head.skip(2).u8();
        int bits = head.u8();
        long entries = head.length();
        long block = head.address();
        if (entries != count || bits > 31)
            throw new Damage("has %d chunks, but places for %d".formatted(count, entries));
        if (block == Cursor.UNDEFINED) return;
        long prefix = 6L + widths.address();
        walk.read(block, prefix).expect("FADB");
        long page = 1L << bits;
        if (count <= page) {
            entries(walk.read(block + prefix, Extent.times(count, entry)), 0, entry, visitor);
            return;
        }
        long pages = (count + page - 1) / page;
        long bitmap = (pages + 7) / 8;
        byte[] written = walk.read(block + prefix, bitmap).take(bitmap);
        long at = block + prefix + bitmap + CHECKSUM;
        for (long p = 0; p < pages; p++) {
            long length = Math.min(page, count - p * page) * entry;
            boolean there = (written[(int) (p / 8)] & (0x80 >> (p % 8))) != 0;
            if (there) entries(walk.read(at, length), p * page, entry, visitor);
            at += length + CHECKSUM;
        }
    }

    private void entries(Cursor in, long number, int entry, Visitor visitor) throws IOException {
        if (entry < 1) throw new Damage("has places of no bytes");
        int address = walk.bytes().widths().address();
        int lengthWidth = entry - address - 4;
        boolean told = packed ? lengthWidth >= 1 && lengthWidth <= 8 : entry == address;
        if (!told) throw new Damage("has places of " + entry + " bytes");
        for (long next = number; in.left() >= entry; next++) {
            Cursor place = in.slice(entry);
            long at = place.address();
            long length = packed ? place.number(lengthWidth) : plain;
            walk.charge(ChunkIndex.CHARGE);
            visitor.visit(next, new Chunk(at, length, packed ? place.u32() : 0));
        }
    }
}
