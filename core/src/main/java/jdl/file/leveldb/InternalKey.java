package jdl.file.leveldb;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jdl.file.Keys;

/**
 * A key and which change made it; of one key the newest change comes first.
 *
 * @param change the number of the change, and in the lowest byte whether it put or deleted
 */
record InternalKey(ByteBuffer user, long change) implements Comparable<InternalKey> {

    static final int DELETED = 0;
    static final int PUT = 1;

    /** A key as tables have it, the change behind it. */
    static InternalKey of(ByteBuffer bytes, Fields.Place place) {
        int length = bytes.remaining() - Long.BYTES;
        if (length < 0) throw place.damage("has a key of " + bytes.remaining() + " bytes");
        byte[] user = new byte[length];
        ByteBuffer rest = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).get(user);
        return of(ByteBuffer.wrap(user), rest.getLong(), place);
    }

    static InternalKey of(ByteBuffer user, long change, Fields.Place place) {
        int kind = (int) change & 0xff;
        if (kind != PUT && kind != DELETED) throw place.damage("has a change of kind " + kind);
        return new InternalKey(user, change);
    }

    boolean isPut() {
        return ((int) change & 0xff) == PUT;
    }

    @Override
    public int compareTo(InternalKey other) {
        int order = Keys.compare(user, other.user);
        return order == 0 ? Long.compareUnsigned(other.change, change) : order;
    }
}
