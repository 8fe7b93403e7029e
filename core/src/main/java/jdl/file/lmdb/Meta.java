package jdl.file.lmdb;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jdl.file.RandomFile;

/**
 * What one of the two first pages says of the whole file.
 *
 * @param transaction the writer's count of changes: of the two pages the higher is in force
 */
record Meta(int pageSize, Tree main, long lastPage, long transaction) {

    static final int MAGIC = 0xbeefc0de;
    static final int VERSION = 1;

    /** Behind the page's header. */
    static final int MAGIC_AT = Page.HEADER;

    static final int VERSION_AT = MAGIC_AT + 4;
    static final int MAP_SIZE_AT = VERSION_AT + 12;
    static final int FREE_AT = MAP_SIZE_AT + 8;
    static final int MAIN_AT = FREE_AT + Tree.BYTES;
    static final int LAST_PAGE_AT = MAIN_AT + Tree.BYTES;
    static final int TRANSACTION_AT = LAST_PAGE_AT + 8;
    static final int BYTES = TRANSACTION_AT + 8;

    private static final int SMALLEST_PAGE = 256;
    private static final int LARGEST_PAGE = 1 << 15;

    /** Says of the tree of free pages that its keys are numbers. */
    private static final int FREE_FLAGS = 8;

    /** What is known of a tree of pages; {@code root} is {@link #NONE} where it is empty. */
    record Tree(
            int flags,
            int depth,
            long branches,
            long leaves,
            long overflows,
            long records,
            long root) {

        static final long NONE = -1;
        static final Tree EMPTY = new Tree(0, 0, 0, 0, 0, 0, NONE);
        static final int BYTES = 48;

        /** Reads what lies behind a tree's four bytes of padding. */
        static Tree read(ByteBuffer bytes, int at) {
            return new Tree(
                    bytes.getShort(at + 4) & 0xffff,
                    bytes.getShort(at + 6) & 0xffff,
                    bytes.getLong(at + 8),
                    bytes.getLong(at + 16),
                    bytes.getLong(at + 24),
                    bytes.getLong(at + 32),
                    bytes.getLong(at + 40));
        }

        void write(ByteBuffer bytes, int at) {
            bytes.putShort(at + 4, (short) flags).putShort(at + 6, (short) depth);
            bytes.putLong(at + 8, branches).putLong(at + 16, leaves).putLong(at + 24, overflows);
            bytes.putLong(at + 32, records).putLong(at + 40, root);
        }
    }

    /**
     * The page in force. Both must be sound: were the older taken for a damaged newer one, records
     * would be missing without a word.
     */
    static Meta newest(RandomFile file) {
        if (file.size() == 0) throw file.corrupt("is empty, but should be an LMDB database");
        Meta first = read(file, 0, 0);
        Meta second = read(file, first.pageSize, 1);
        if (second.pageSize != first.pageSize)
            throw file.corrupt(
                    "page 1: the size of a page should be %d, but is %d"
                            .formatted(first.pageSize, second.pageSize));
        return second.transaction > first.transaction ? second : first;
    }

    private static Meta read(RandomFile file, long position, int number) {
        ByteBuffer bytes = file.read(position, BYTES, "page " + number);
        if (bytes.getInt(MAGIC_AT) != MAGIC)
            throw file.corrupt(
                    "page %d: should say 0x%08x at byte %d, as LMDB on a little-endian machine of 64 bits does, but says 0x%08x"
                            .formatted(number, MAGIC, MAGIC_AT, bytes.getInt(MAGIC_AT)));
        if (bytes.getInt(VERSION_AT) != VERSION)
            throw file.corrupt(
                    "page %d: version %d of the format expected, but got %d"
                            .formatted(number, VERSION, bytes.getInt(VERSION_AT)));
        Page.check(file, bytes, number, Page.META);
        int size = bytes.getInt(FREE_AT);
        if (Integer.bitCount(size) != 1 || size < SMALLEST_PAGE || size > LARGEST_PAGE)
            throw file.corrupt(
                    "page %d: the size of a page should be a power of two from %d to %d, but is %d"
                            .formatted(number, SMALLEST_PAGE, LARGEST_PAGE, size));
        return new Meta(
                size,
                Tree.read(bytes, MAIN_AT),
                bytes.getLong(LAST_PAGE_AT),
                bytes.getLong(TRANSACTION_AT));
    }

    /** The page that says so, with the size of the file's map for those that map it. */
    ByteBuffer page(int number, long mapSize) {
        var bytes = ByteBuffer.allocate(pageSize).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(0, number).putShort(Page.FLAGS_AT, (short) Page.META);
        bytes.putInt(MAGIC_AT, MAGIC).putInt(VERSION_AT, VERSION).putLong(MAP_SIZE_AT, mapSize);
        var free = new Tree(FREE_FLAGS, 0, 0, 0, 0, 0, Tree.NONE);
        free.write(bytes, FREE_AT);
        // The padding of the first tree holds the size of a page.
        bytes.putInt(FREE_AT, pageSize);
        main.write(bytes, MAIN_AT);
        return bytes.putLong(LAST_PAGE_AT, lastPage).putLong(TRANSACTION_AT, transaction);
    }
}
