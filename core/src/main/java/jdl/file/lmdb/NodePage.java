package jdl.file.lmdb;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A page that is being filled with nodes: their places from the front, they from the end. */
final class NodePage {

    private final ByteBuffer bytes;
    private int lower = Page.HEADER;
    private int upper;

    NodePage(int pageSize) {
        this.bytes = ByteBuffer.allocate(pageSize).order(ByteOrder.LITTLE_ENDIAN);
        this.upper = pageSize;
    }

    /** What a node takes of a page. */
    static int bytes(int key, int data) {
        int node = Page.NODE + key + data;
        return Short.BYTES + node + node % 2;
    }

    /** A page's number as the data of a node. */
    static ByteBuffer number(long page) {
        return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(page).flip();
    }

    boolean isEmpty() {
        return lower == Page.HEADER;
    }

    boolean hasRoomFor(byte[] key, ByteBuffer data) {
        return bytes(key.length, data.remaining()) <= upper - lower;
    }

    /** A record of a leaf, or where its value of {@code size} bytes lies. */
    void add(byte[] key, ByteBuffer data, int size, boolean big) {
        add(size, big ? Page.BIG : 0, key, data);
    }

    /** The page below a branch. */
    void add(byte[] key, long child) {
        add((int) child, (int) (child >>> 32), key, ByteBuffer.allocate(0));
    }

    /** The whole page. */
    ByteBuffer finish(long number, int kind) {
        bytes.putLong(0, number).putShort(Page.FLAGS_AT, (short) kind);
        bytes.putShort(Page.LOWER_AT, (short) lower).putShort(Page.UPPER_AT, (short) upper);
        return bytes.rewind();
    }

    private void add(int first, int flags, byte[] key, ByteBuffer data) {
        upper -= bytes(key.length, data.remaining()) - Short.BYTES;
        bytes.putShort(lower, (short) upper);
        lower += Short.BYTES;
        bytes.position(upper).putInt(first).putShort((short) flags).putShort((short) key.length);
        bytes.put(key).put(data.duplicate());
    }
}
