package jdl.file.lmdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import jdl.failure.Failure;
import jdl.file.AtomicFile;
import jdl.file.Disk;
import jdl.file.Keys;
import jdl.file.RealDisk;
import jdl.file.lmdb.Meta.Tree;

/**
 * A new LMDB database, written in one go from records in the order of their keys: leaves and big
 * values as they come, the branches above them when they are full, and last the two pages at the
 * front that tell of the tree.
 */
public final class LmdbWriter {

    private static final int PAGE_SIZE = 4096;
    private static final int LONGEST_KEY = 511;
    private static final long MAP_STEP = 1 << 20;

    private final Path path;
    private final int pageSize;
    private final int largestNode;
    private final PageFile file;
    private final Branches branches;
    private NodePage leaf;
    private byte[] first = {};
    private byte[] last = {};
    private long records;
    private long leafPages;
    private long overflowPages;

    private LmdbWriter(Path path, int pageSize, Disk.Handle handle) throws IOException {
        this.path = path;
        this.pageSize = pageSize;
        // A page holds two nodes at least; a value that is larger has pages of its own.
        this.largestNode = (pageSize - Page.HEADER) / 2 - Short.BYTES;
        this.file = new PageFile(handle, pageSize);
        this.branches = new Branches(file, pageSize);
        this.leaf = new NodePage(pageSize);
        for (int i = 0; i < Lmdb.META_PAGES; i++) file.write(ByteBuffer.allocate(pageSize));
    }

    /** Puts all records; may be called again, then for a new file. */
    public interface Content {
        void writeTo(LmdbWriter out) throws IOException;
    }

    /**
     * Makes or replaces the {@code data.mdb} in a folder; {@code size}, or below 0 if it is not
     * known, is told if it does not fit.
     */
    public static void write(Path folder, long size, Content content) {
        write(folder, PAGE_SIZE, size, content);
    }

    static void write(Path folder, int pageSize, long size, Content content) {
        Path path = folder.resolve(Lmdb.FILE);
        new AtomicFile(new RealDisk(), path)
                .fill(
                        size,
                        handle -> {
                            var writer = new LmdbWriter(path, pageSize, handle);
                            content.writeTo(writer);
                            writer.finish();
                        });
    }

    /** Puts a record behind all others, its key being higher than theirs. */
    public void put(byte[] key, ByteBuffer value) throws IOException {
        check(key);
        int size = value.remaining();
        boolean big = Page.NODE + key.length + size > largestNode;
        ByteBuffer stored = big ? NodePage.number(overflow(value)) : value;
        if (!leaf.hasRoomFor(key, stored)) flush();
        last = key.clone();
        if (leaf.isEmpty()) first = last;
        leaf.add(last, stored, size, big);
        records++;
    }

    private void check(byte[] key) {
        String shown = path + ": the key \"" + Keys.show(key) + "\" ";
        if (key.length == 0 || key.length > LONGEST_KEY)
            throw Failure.config(
                    shown
                            + "has "
                            + key.length
                            + " bytes, but LMDB takes 1 to "
                            + LONGEST_KEY
                            + "\n    choose other keys");
        if (Keys.compare(ByteBuffer.wrap(last), ByteBuffer.wrap(key)) >= 0)
            throw Failure.config(
                    shown
                            + "should come before \""
                            + Keys.show(last)
                            + "\"\n    give the records in the order of their keys, each key once");
    }

    /** Writes a value on pages of its own and says where. */
    private long overflow(ByteBuffer value) throws IOException {
        long pages = Lmdb.overflowPages(value.remaining(), pageSize);
        var header = ByteBuffer.allocate(Page.HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(0, file.pages()).putShort(Page.FLAGS_AT, (short) Page.OVERFLOW);
        header.putInt(Page.LOWER_AT, (int) pages);
        overflowPages += pages;
        return file.write(header, value.duplicate());
    }

    private void flush() throws IOException {
        branches.add(first, file.write(leaf.finish(file.pages(), Page.LEAF)));
        leafPages++;
        leaf = new NodePage(pageSize);
    }

    private void finish() throws IOException {
        if (!leaf.isEmpty()) flush();
        Branches.Root root = branches.finish();
        file.flush();
        var tree =
                new Tree(
                        0,
                        root.depth(),
                        branches.pages(),
                        leafPages,
                        overflowPages,
                        records,
                        root.page());
        var before = new Meta(pageSize, Tree.EMPTY, 1, 0);
        var after = new Meta(pageSize, tree, file.pages() - 1, 1);
        file.overwrite(0, before.page(0, mapSize()));
        file.overwrite(1, after.page(1, mapSize()));
    }

    /** The room that a later writer begins with: all of the file, in whole steps. */
    private long mapSize() {
        long bytes = file.pages() * pageSize;
        return (bytes + MAP_STEP - 1) / MAP_STEP * MAP_STEP;
    }
}
