package jdl.file.leveldb;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Unpacks Snappy: bytes as they are, and copies of bytes that were there before. */
final class Snappy {

    private static final int LITERAL = 0;
    private static final int NEAR_COPY = 1;
    private static final int COPY = 2;

    /** Literals longer than this have their length in the bytes behind. */
    private static final int SHORT_LITERAL = 60;

    private final Fields in;
    private final Fields.Place place;
    private final byte[] out;
    private int size;

    private Snappy(Fields in, Fields.Place place, int length) {
        this.in = in;
        this.place = place;
        this.out = new byte[length];
    }

    /** Unpacks all, if that is no more than {@code most} bytes. */
    static ByteBuffer unpack(ByteBuffer packed, long most, Fields.Place place) {
        var in = new Fields(packed, place);
        int length = in.count();
        if (length > most)
            throw place.damage("unpacks to %d bytes, more than %d".formatted(length, most));
        var snappy = new Snappy(in, place, length);
        while (in.more()) snappy.element();
        if (snappy.size != length)
            throw place.damage(
                    "should unpack to %d bytes, but got %d".formatted(length, snappy.size));
        return ByteBuffer.wrap(snappy.out).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void element() {
        int tag = in.octet();
        switch (tag & 3) {
            case LITERAL -> literal(tag >> 2);
            case NEAR_COPY -> copy(4 + ((tag >> 2) & 7), ((tag >> 5) << 8) | in.octet());
            case COPY -> copy(1 + (tag >> 2), number(2));
            default -> copy(1 + (tag >> 2), number(4));
        }
    }

    private void literal(int code) {
        int length = (code < SHORT_LITERAL ? code : number(code - SHORT_LITERAL + 1)) + 1;
        room(length);
        in.get(out, size, length);
        size += length;
    }

    /** May reach into what it makes, which is how a run is written. */
    private void copy(int length, int distance) {
        room(length);
        if (distance < 1 || distance > size)
            throw place.damage("copies from %d bytes before byte %d".formatted(distance, size));
        int from = size - distance;
        if (distance >= length) System.arraycopy(out, from, out, size, length);
        else for (int i = 0; i < length; i++) out[size + i] = out[from + i];
        size += length;
    }

    private int number(int bytes) {
        int value = 0;
        for (int i = 0; i < bytes; i++) value |= in.octet() << (8 * i);
        return value;
    }

    private void room(int length) {
        if (length < 1 || length > out.length - size)
            throw place.damage(
                    "unpacks to more than the %d bytes that it says".formatted(out.length));
    }
}
