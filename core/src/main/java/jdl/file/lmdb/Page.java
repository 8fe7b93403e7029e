package jdl.file.lmdb;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdl.failure.Failure;
import jdl.file.RandomFile;

/**
 * A page of a tree: a header (number, kind, where the gap begins and ends), the places of the
 * nodes, a gap, and the nodes.
 */
final class Page {

    static final int BRANCH = 1;
    static final int LEAF = 2;
    static final int OVERFLOW = 4;
    static final int META = 8;

    static final int FLAGS_AT = 10;
    static final int LOWER_AT = 12;
    static final int UPPER_AT = 14;
    static final int HEADER = 16;

    /** A node's fixed part: two halves of a length, flags, the length of the key. */
    static final int NODE = 8;

    static final int BIG = 1;
    private static final int SUB_DATABASE = 2;
    private static final int DUPLICATES = 4;

    /** Bits that matter to a writer while it writes. */
    private static final int PASSING_FLAGS = 0xc010;

    private final RandomFile file;
    private final long number;
    private final ByteBuffer bytes;
    private final int count;

    private Page(RandomFile file, long number, ByteBuffer bytes) {
        this.file = file;
        this.number = number;
        this.bytes = bytes;
        int lower = bytes.getShort(LOWER_AT) & 0xffff;
        int upper = bytes.getShort(UPPER_AT) & 0xffff;
        if (lower < HEADER || lower % 2 != 0 || lower > upper || upper > bytes.limit())
            throw damage("has its gap from byte %d to %d, which cannot be".formatted(lower, upper));
        this.count = (lower - HEADER) / 2;
    }

    static Page read(RandomFile file, int pageSize, long number, int kind) {
        ByteBuffer bytes = file.read(number * pageSize, pageSize, "page " + number);
        check(file, bytes, number, kind);
        return new Page(file, number, bytes);
    }

    /** Refuses a page that is not what the one above it takes it for. */
    static void check(RandomFile file, ByteBuffer page, long number, int kind) {
        if (page.getLong(0) != number)
            throw file.corrupt("page %d: says it is page %d".formatted(number, page.getLong(0)));
        int flags = page.getShort(FLAGS_AT) & 0xffff & ~PASSING_FLAGS;
        if (flags != kind)
            throw file.corrupt(
                    "page %d: should have the flags 0x%x, but has 0x%x"
                            .formatted(number, kind, flags));
    }

    /** How many nodes there are. */
    int count() {
        return count;
    }

    /** A leaf's node: a record, or where its value lies if that is big. */
    record Node(ByteBuffer key, ByteBuffer stored, long size, boolean big) {

        /** The first of the pages that hold a big value. */
        long page() {
            return stored.getLong(0);
        }
    }

    Node node(int index) {
        if (index >= count) throw damage("has " + count + " nodes, but one more is expected");
        int at = start(index);
        int keyEnd = at + NODE + keyLength(at);
        int flags = bytes.getShort(at + 4) & 0xffff;
        if ((flags & (SUB_DATABASE | DUPLICATES)) != 0) throw refuse(flags);
        if (flags > BIG) throw damage("node %d has the flags 0x%x".formatted(index, flags));
        long size = bytes.getInt(at) & 0xffffffffL;
        long stored = flags == BIG ? Long.BYTES : size;
        if (keyEnd + stored > bytes.limit())
            throw damage("node %d reaches beyond the page".formatted(index));
        if (keyEnd == at + NODE) throw damage("node %d has no key".formatted(index));
        return new Node(
                part(at + NODE, keyEnd), part(keyEnd, keyEnd + (int) stored), size, flags == BIG);
    }

    /** A branch's node: the page below it. */
    long child(int index) {
        int at = start(index);
        keyLength(at);
        return (bytes.getInt(at) & 0xffffffffL) | ((bytes.getShort(at + 4) & 0xffffL) << 32);
    }

    /** Refuses a leaf where two nodes share bytes. */
    void checkOverlaps() {
        long[] spans = new long[count];
        for (int i = 0; i < count; i++) {
            Node node = node(i);
            int length = NODE + node.key.remaining() + node.stored.remaining();
            spans[i] = ((long) start(i) << 32) | (start(i) + length);
        }
        Arrays.sort(spans);
        for (int i = 1; i < count; i++)
            if ((int) spans[i - 1] > spans[i] >>> 32)
                throw damage("has two nodes at byte " + (spans[i] >>> 32));
    }

    Failure damage(String what) {
        return file.corrupt("page " + number + ": " + what);
    }

    private int start(int index) {
        int at = bytes.getShort(HEADER + 2 * index) & 0xffff;
        if (at < HEADER + 2 * count || at + NODE > bytes.limit())
            throw damage("node %d begins at byte %d, which cannot be".formatted(index, at));
        return at;
    }

    private int keyLength(int at) {
        int length = bytes.getShort(at + 6) & 0xffff;
        if (at + NODE + length > bytes.limit())
            throw damage("the key at byte %d reaches beyond the page".formatted(at));
        return length;
    }

    private ByteBuffer part(int from, int to) {
        return bytes.slice(from, to - from).order(ByteOrder.LITTLE_ENDIAN);
    }

    private Failure refuse(int flags) {
        if ((flags & SUB_DATABASE) != 0)
            return file.refuse(
                    "holds named databases, and jdl reads the one without a name",
                    "copy one: mdb_dump -s NAME FOLDER | mdb_load NEW_FOLDER");
        return Lmdb.unsupported(file, "has several values under one key");
    }
}
