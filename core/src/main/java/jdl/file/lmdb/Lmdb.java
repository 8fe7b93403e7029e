package jdl.file.lmdb;

import java.nio.file.Files;
import java.nio.file.Path;
import jdl.failure.Failure;
import jdl.file.RandomFile;

/** What reader and writer of LMDB agree on. */
final class Lmdb {

    static final String FILE = "data.mdb";

    /** The first pages, which tell of the others. */
    static final int META_PAGES = 2;

    /** Deeper trees are not made, not even of 2^48 pages. */
    static final int DEEPEST = 32;

    private Lmdb() {}

    /** A database is called by its folder or by its file. */
    static Path file(Path path) {
        return Files.isDirectory(path) ? path.resolve(FILE) : path;
    }

    /** How many pages a value takes that shares none. */
    static long overflowPages(long size, int pageSize) {
        return (Page.HEADER - 1 + size) / pageSize + 1;
    }

    static Failure unsupported(RandomFile file, String what) {
        return file.refuse(
                what + ", and jdl reads plain databases",
                "copy what you need into one that is opened without flags");
    }
}
