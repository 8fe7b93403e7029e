package jdl.file.lmdb;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import jdl.file.FileName;
import jdl.file.RandomFile;
import jdl.file.Records;
import jdl.file.RunIndex;

/**
 * The records of an LMDB database. No lock is taken, so that it may lie on media that cannot be
 * written; a database that somebody writes to meanwhile is not for reading.
 */
public final class LmdbRecords implements Records {

    private static final String ENDING = ".mdb";

    private final RandomFile file;
    private final int pageSize;
    private final RunIndex leaves;

    private LmdbRecords(RandomFile file) {
        this.file = file;
        Meta meta = Meta.newest(file);
        var tree = meta.main();
        if (tree.flags() != 0)
            throw Lmdb.unsupported(
                    file,
                    "has the flags 0x%x (duplicates, or an order of its own)"
                            .formatted(tree.flags()));
        if (tree.root() != Meta.Tree.NONE && (tree.depth() < 1 || tree.depth() > Lmdb.DEEPEST))
            throw file.corrupt("has a tree of depth " + tree.depth());
        this.pageSize = meta.pageSize();
        this.leaves = Walk.over(file, meta);
    }

    /** Whether a folder looks like an LMDB database. */
    public static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(Lmdb.FILE));
    }

    /** Whether a file is called as the one in a database's folder is. */
    public static boolean isFile(Path path) {
        return FileName.of(path).endsWith(ENDING) && Files.isRegularFile(path);
    }

    /** Opens a folder with a {@code data.mdb}, or such a file. */
    @SuppressWarnings("MustBeClosedChecker")
    public static LmdbRecords open(Path path) {
        RandomFile file = RandomFile.open(Lmdb.file(path));
        try {
            return new LmdbRecords(file);
        } catch (Throwable e) {
            file.close();
            throw e;
        }
    }

    @Override
    public long size() {
        return leaves.size();
    }

    @Override
    public byte[] key(long index) {
        ByteBuffer key = node(index).key();
        byte[] bytes = new byte[key.remaining()];
        key.get(bytes);
        return bytes;
    }

    @Override
    public ByteBuffer value(long index) {
        Page.Node node = node(index);
        return node.big() ? big(node) : node.stored();
    }

    @Override
    public void close() {
        file.close();
    }

    private Page.Node node(long index) {
        RunIndex.Place place = leaves.place(index);
        return Page.read(file, pageSize, place.block(), Page.LEAF).node(place.entry());
    }

    private ByteBuffer big(Page.Node node) {
        long number = node.page();
        String what = "the value on page " + number;
        ByteBuffer bytes = file.read(number * pageSize, Page.HEADER + node.size(), what);
        Page.check(file, bytes, number, Page.OVERFLOW);
        long pages = bytes.getInt(Page.LOWER_AT) & 0xffffffffL;
        if (pages < Lmdb.overflowPages(node.size(), pageSize))
            throw file.corrupt(
                    "page %d: a value of %d bytes takes more than %d pages"
                            .formatted(number, node.size(), pages));
        return bytes.position(Page.HEADER).slice().order(bytes.order());
    }
}
