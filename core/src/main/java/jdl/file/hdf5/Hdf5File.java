package jdl.file.hdf5;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import jdl.failure.Failure;
import jdl.file.Damage;
import jdl.file.Trouble;

/**
 * An HDF5 file that is open for reading. Whatever its bytes are, all that comes out is values or a
 * {@link Failure} with the file and the place; it may be read from many threads at once.
 */
public final class Hdf5File implements AutoCloseable {

    private final Path path;
    private final FileChannel channel;
    private final Superblock superblock;

    /** The bytes of all arrays that were made of this file so far. */
    private final AtomicLong made = new AtomicLong();

    /** What is read from the file. */
    interface Part<T> {
        T read() throws IOException;
    }

    private Hdf5File(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
        this.superblock = guarded("", () -> Superblock.read(channel));
    }

    @SuppressWarnings("MustBeClosedChecker")
    public static Hdf5File open(Path path) {
        FileChannel channel = channel(path);
        try {
            return new Hdf5File(path, channel);
        } catch (Failure e) {
            close(path, channel);
            throw e;
        }
    }

    /** Whether the beginning of a file is that of an HDF5 file. */
    public static boolean starts(byte[] head) {
        return new String(head, StandardCharsets.ISO_8859_1).startsWith(Superblock.SIGNATURE);
    }

    /** The outermost group, in which all others are. */
    public Hdf5Group root() {
        return Hdf5Group.read(this, "/", superblock.root());
    }

    public Path path() {
        return path;
    }

    /** The most bytes that one array made of this file may take. */
    public long allowed() {
        return bytes().limit();
    }

    @Override
    public void close() {
        close(path, channel);
    }

    Bytes bytes() {
        return superblock.bytes();
    }

    /**
     * Fails where arrays would take more memory, all together, than such a file can be meant to.
     */
    void allow(long values) throws Damage {
        bytes().allow(values, Float.BYTES, allowed(), "an array");
        if (made.addAndGet(Float.BYTES * values) > 2 * bytes().limit())
            throw new Damage("is one of too many arrays for a file of this size");
    }

    /** Reads a part of the file; what is wrong with it is told with its name. */
    <T> T guarded(String place, Part<T> part) {
        try {
            return part.read();
        } catch (IOException e) {
            throw Damage.is(e) ? damaged(place, Damage.words(e)) : Trouble.reading(path, e);
        }
    }

    /** The error of a part that cannot be meant, or is not what was expected. */
    Failure damaged(String place, String why) {
        String where = place.isEmpty() ? path.toString() : path + ": \"" + place + "\"";
        return new Failure(Failure.Kind.CORRUPT, where + " " + why);
    }

    @SuppressWarnings("MustBeClosedChecker")
    private static FileChannel channel(Path path) {
        try {
            return FileChannel.open(path);
        } catch (IOException e) {
            throw Trouble.reading(path, e);
        }
    }

    private static void close(Path path, FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw Trouble.reading(path, e);
        }
    }
}
