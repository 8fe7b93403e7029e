package jdl.file.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import jdl.file.Damage;

/** A stretch of a file's structure, read from front to back; its end is never passed. */
final class Cursor {

    /** The address of what is not there, in the file all ones. */
    static final long UNDEFINED = -1;

    private final ByteBuffer bytes;
    private final Widths widths;

    /** How many bytes an address and a length take in this file. */
    record Widths(int address, int length) {}

    Cursor(ByteBuffer bytes, Widths widths) {
        this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
        this.widths = widths;
    }

    int u8() throws Damage {
        return need(1).get() & 0xff;
    }

    int u16() throws Damage {
        return need(2).getShort() & 0xffff;
    }

    long u32() throws Damage {
        return need(4).getInt() & 0xffffffffL;
    }

    /** An address, or {@link #UNDEFINED}. */
    long address() throws Damage {
        need(widths.address());
        boolean ones = true;
        for (int i = 0; i < widths.address(); i++)
            ones &= bytes.get(bytes.position() + i) == (byte) 0xff;
        if (!ones) return number(widths.address());
        skip(widths.address());
        return UNDEFINED;
    }

    long length() throws Damage {
        return number(widths.length());
    }

    /** An unsigned number of up to 8 bytes. */
    long number(int width) throws Damage {
        need(width);
        long number = 0;
        for (int i = 0; i < width; i++) number |= (bytes.get() & 0xffL) << (8 * i);
        if (number < 0) throw new Damage("a number is too large to be meant");
        return number;
    }

    Cursor skip(long count) throws Damage {
        need(count);
        bytes.position(bytes.position() + (int) count);
        return this;
    }

    /** The next bytes as a stretch of their own. */
    Cursor slice(long count) throws Damage {
        need(count);
        var part = new Cursor(bytes.slice(bytes.position(), (int) count), widths);
        skip(count);
        return part;
    }

    /** What is left of this stretch, to be read by another. */
    Cursor again() {
        return new Cursor(bytes.slice(), widths);
    }

    byte[] take(long count) throws Damage {
        byte[] taken = new byte[need(count).remaining() < count ? 0 : (int) count];
        bytes.get(taken);
        return taken;
    }

    int left() {
        return bytes.remaining();
    }

    /** Fails unless the next bytes are these letters. */
    Cursor expect(String signature) throws Damage {
        String found = new String(take(signature.length()), StandardCharsets.ISO_8859_1);
        if (found.equals(signature)) return this;
        throw new Damage("where \"" + signature + "\" should stand, there is something else");
    }

    /** Fails unless the next byte is this version of a part. */
    void version(int wanted, String part) throws Damage {
        int found = u8();
        if (found != wanted)
            throw new Damage(
                    "%s is of version %d, but %d is expected".formatted(part, found, wanted));
    }

    private ByteBuffer need(long count) throws Damage {
        if (count < 0 || count > bytes.remaining())
            throw new Damage("a part of the file's structure is cut off");
        return bytes;
    }
}
