package jdl.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;

/**
 * A file that is read by position, from any thread, and never beyond its end. It is not mapped: a
 * mapped file that gets shorter ends the process.
 */
public final class RandomFile implements Closeable {

    private final Path path;
    private final FileChannel channel;
    private final long size;

    private RandomFile(Path path, FileChannel channel, long size) {
        this.path = path;
        this.channel = channel;
        this.size = size;
    }

    @SuppressWarnings("MustBeClosedChecker")
    public static RandomFile open(Path path) {
        if (Files.isDirectory(path)) throw Trouble.reading(path, new IOException("is a folder"));
        try {
            var channel = FileChannel.open(path, StandardOpenOption.READ);
            return new RandomFile(path, channel, channel.size());
        } catch (IOException e) {
            throw Trouble.reading(path, e);
        }
    }

    public Path path() {
        return path;
    }

    /** The length when it was opened. */
    public long size() {
        return size;
    }

    /** So many bytes from a position on, little-endian; {@code what} they are is for people. */
    public ByteBuffer read(long position, long length, String what) {
        if (position < 0 || length < 0 || position > size - length)
            throw corrupt(
                    "%s should be the %d bytes from byte %d on, but the file has %d"
                            .formatted(what, length, position, size));
        if (length > Integer.MAX_VALUE - 8)
            throw corrupt("%s has %d bytes, more than 2^31".formatted(what, length));
        var bytes = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
        try {
            while (bytes.hasRemaining())
                if (channel.read(bytes, position + bytes.position()) < 0)
                    throw corrupt("became shorter while it was read");
        } catch (IOException e) {
            throw Trouble.reading(path, e);
        }
        return bytes.flip();
    }

    /** The file holds what cannot be meant. */
    public Failure corrupt(String what) {
        String wayOut = "\n    it is cut off or damaged: copy it again, or make it anew";
        return new Failure(Kind.CORRUPT, path + ": " + what + wayOut);
    }

    /** The file is sound, but is not for us. */
    public Failure refuse(String what, String wayOut) {
        return Failure.config(path + ": " + what + "\n    " + wayOut);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw Trouble.reading(path, e);
        }
    }
}
