package jdl.file.leveldb;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdl.failure.Failure;

/**
 * A block's entries, gone through from the first; a key is written as how much it shares with the
 * key before it, and the rest. Behind the entries lie places to begin at, which nobody needs here.
 */
final class Block {

    private final ByteBuffer bytes;
    private final Fields.Place place;

    Block(ByteBuffer bytes, Fields.Place place) {
        this.place = place;
        this.bytes = bytes.slice(0, end(bytes, place));
    }

    private static int end(ByteBuffer bytes, Fields.Place place) {
        int at = bytes.limit() - Integer.BYTES;
        if (at < 0) throw place.damage("has no end");
        long count = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).getInt(at) & 0xffffffffL;
        if (count > at / Integer.BYTES)
            throw place.damage("says that it has %d places to begin at".formatted(count));
        return at - Integer.BYTES * (int) count;
    }

    /** A block without entries. */
    static Block empty() {
        return new Block(ByteBuffer.allocate(Integer.BYTES), Failure::config);
    }

    /** Its bytes, unpacked. */
    int size() {
        return bytes.limit();
    }

    Entries entries() {
        return new Entries();
    }

    /** Stands before the first entry, then at one after the other. */
    final class Entries {

        private final Fields fields = new Fields(bytes, place);
        private byte[] key = {};
        private int length;
        private ByteBuffer value = bytes;
        private int count;

        /** Goes to the next entry, if there is one. */
        boolean next() {
            if (!fields.more()) return false;
            int shared = fields.count();
            int rest = fields.count();
            int valueLength = fields.count();
            if (shared > length) throw place.damage("shares more of a key than there is");
            ByteBuffer added = fields.slice(rest);
            if (shared + rest > key.length) key = Arrays.copyOf(key, 2 * (shared + rest));
            added.get(key, shared, rest);
            length = shared + rest;
            value = fields.slice(valueLength);
            count++;
            return true;
        }

        /** The key, until the next is asked for. */
        ByteBuffer key() {
            return ByteBuffer.wrap(key, 0, length);
        }

        ByteBuffer value() {
            return value;
        }

        /** The number of the entry, from 0. */
        int index() {
            return count - 1;
        }
    }
}
