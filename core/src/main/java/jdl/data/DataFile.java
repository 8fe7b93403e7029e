package jdl.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.Trouble;

/**
 * A file read from the front, unpacked where it is gzip; whatever is wrong with it is told with its
 * name.
 */
public final class DataFile implements AutoCloseable {

    /** Honest images shrink to a fifth; what grows more than this out of a gzip file is a bomb. */
    private static final int MOST_GROWTH = 200;

    private static final int GROWTH_IS_HARMLESS_BELOW = 64 << 20;

    private final Path path;
    private final InputStream in;
    private final long most;
    private long taken;

    private DataFile(Path path, InputStream in, long most) {
        this.path = path;
        this.in = in;
        this.most = most;
    }

    @SuppressWarnings("MustBeClosedChecker")
    public static DataFile open(Path path) {
        if (Files.isDirectory(path))
            throw new Failure(Kind.MISSING, path + ": a file is expected, but this is a folder");
        try {
            long size = Files.size(path);
            if (!isGzip(path)) return new DataFile(path, Files.newInputStream(path), size);
            long most = Math.max(GROWTH_IS_HARMLESS_BELOW, size * MOST_GROWTH);
            return new DataFile(path, unpacked(path), most);
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    public Path path() {
        return path;
    }

    /** The next {@code count} bytes. */
    public byte[] exactly(long count, String what) {
        if (count > Math.min(most, Integer.MAX_VALUE - 8))
            throw corrupt(
                    "%s should be %d bytes, but the file cannot hold so many"
                            .formatted(what, count));
        byte[] bytes = read((int) count);
        if (bytes.length < count)
            throw corrupt(
                    "%s should be %d bytes, but the file ends after %d of them"
                            .formatted(what, count, bytes.length));
        return bytes;
    }

    /** All that is left, if it is no more than {@code limit} bytes. */
    public byte[] rest(int limit) {
        int allowed = (int) Math.min(limit, most);
        byte[] bytes = read(allowed);
        if (bytes.length == allowed && read(1).length > 0)
            throw corrupt("at most " + allowed + " bytes expected, but there are more");
        return bytes;
    }

    /** The next bytes, at most {@code count} of them; none at the end. */
    public byte[] some(int count) {
        byte[] bytes = read(count);
        taken += bytes.length;
        if (taken > most) throw corrupt("at most " + most + " bytes expected, but there are more");
        return bytes;
    }

    /** Refuses anything left over. */
    public void end(long expected) {
        if (read(1).length > 0) throw corrupt(expected + " bytes expected, but there are more");
    }

    public Failure corrupt(String what) {
        return new Failure(Kind.CORRUPT, path + ": " + what);
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    private byte[] read(int count) {
        try {
            return in.readNBytes(count);
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    private static boolean isGzip(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return in.read() == 0x1f && in.read() == 0x8b;
        }
    }

    @SuppressWarnings("MustBeClosedChecker")
    private static InputStream unpacked(Path path) throws IOException {
        InputStream raw = Files.newInputStream(path);
        try {
            return new GZIPInputStream(raw, 1 << 16);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    private static Failure failure(Path path, IOException e) {
        if (e instanceof EOFException || e instanceof ZipException)
            return new Failure(Kind.CORRUPT, path + ": broken gzip: " + e.getMessage(), e);
        return Trouble.reading(path, e);
    }
}
