package jdl.file.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import jdl.file.Damage;

/**
 * The bytes of an HDF5 file by their addresses; what lies outside of the file is refused before
 * anything is allocated for it.
 *
 * @param base where address 0 is
 * @param size the length of the whole file
 */
record Bytes(FileChannel channel, long base, long size, Cursor.Widths widths) {

    /** What may be allocated beside a multiple of the file. */
    private static final long HARMLESS = 64L << 20;

    /** What a part counts at least, so that a walk in circles soon ends. */
    private static final int SMALLEST = 64;

    /** The most bytes that one array made of this file may take. */
    long limit() {
        return HARMLESS / 4 + 4 * size;
    }

    /** Fails if values in memory would take more than a file of this size can be meant to give. */
    void allow(long values, int width, long limit, String what) throws Damage {
        if (values > limit / width || values > Integer.MAX_VALUE - 8)
            throw new Damage(
                    "%s of %d values of %d bytes each is too large for a file of %d bytes"
                            .formatted(what, values, width, size));
    }

    /** Fails unless there are so many bytes at an address. */
    void check(long address, long length) throws Damage {
        boolean inside = address >= 0 && length >= 0 && address <= size - base;
        if (!inside || length > size - base - address)
            throw new Damage(
                    ("%d bytes at address %d are asked for, but the file ends at %d; it is cut off"
                                    + " or damaged")
                            .formatted(length, address, size - base));
    }

    /**
     * Fills the buffer, up to its limit, with the bytes from an address on, and turns it around.
     */
    void read(long address, ByteBuffer into) throws IOException {
        check(address, into.remaining());
        long from = base + address - into.position();
        while (into.hasRemaining())
            if (channel.read(into, from + into.position()) < 0)
                throw new Damage("the file became shorter while it was read");
        into.flip();
    }

    ByteBuffer read(long address, long length) throws IOException {
        check(address, length);
        if (length > Integer.MAX_VALUE - 8) throw new Damage("a part of it is too long: " + length);
        var buffer = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
        read(address, buffer);
        return buffer;
    }

    /** A new walk through the structure. */
    Walk walk() {
        return new Walk();
    }

    /** Reads the parts of a structure, all together hardly more bytes than the file has. */
    final class Walk {

        private long left = (1 << 20) + 2 * size;

        private Walk() {}

        Bytes bytes() {
            return Bytes.this;
        }

        Cursor read(long address, long length) throws IOException {
            check(address, length);
            charge(Math.max(length, SMALLEST));
            return new Cursor(Bytes.this.read(address, length), widths);
        }

        /** Takes so many bytes off what the walk may still come across. */
        void charge(long length) throws Damage {
            left -= length;
            if (left < 0) throw new Damage("its structure goes in circles");
        }
    }
}
