package jdl.file.leveldb;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jdl.failure.Failure;

/** Numbers and stretches of bytes, read one behind the other and never beyond the end. */
final class Fields {

    private final ByteBuffer bytes;
    private final Place place;

    /** Where the bytes are, for people. */
    interface Place {
        Failure damage(String what);
    }

    Fields(ByteBuffer bytes, Place place) {
        this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        this.place = place;
    }

    boolean more() {
        return bytes.hasRemaining();
    }

    int position() {
        return bytes.position();
    }

    int remaining() {
        return bytes.remaining();
    }

    int octet() {
        need(1);
        return bytes.get() & 0xff;
    }

    int fixed32() {
        need(Integer.BYTES);
        return bytes.getInt();
    }

    long fixed64() {
        need(Long.BYTES);
        return bytes.getLong();
    }

    /** Seven bits a byte, the lowest first. */
    long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int octet = octet();
            value |= (octet & 0x7fL) << shift;
            if (octet < 0x80) return value;
        }
        throw place.damage("has a number that does not end");
    }

    /** A number that counts something in memory. */
    int count() {
        long count = varint();
        if (count < 0 || count > Integer.MAX_VALUE)
            throw place.damage("has a count of " + Long.toUnsignedString(count));
        return (int) count;
    }

    ByteBuffer slice(int length) {
        need(length);
        var slice = bytes.slice(bytes.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(bytes.position() + length);
        return slice;
    }

    void get(byte[] into, int at, int length) {
        need(length);
        bytes.get(into, at, length);
    }

    /** A stretch with its length in front. */
    ByteBuffer string() {
        return slice(count());
    }

    private void need(int length) {
        if (length > bytes.remaining())
            throw place.damage(
                    "ends after byte %d, but %d more are expected"
                            .formatted(bytes.limit(), length - bytes.remaining()));
    }
}
