package jdl.web;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.Digests;

/** What has arrived of a file so far, beside its place and under another name, for one process. */
final class PartFile implements AutoCloseable {

    private final Path path;
    private final FileChannel channel;

    private PartFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static PartFile beside(Path place) {
        Path path = place.resolveSibling(place.getFileName() + ".part");
        try {
            return locked(path);
        } catch (IOException e) {
            throw new Failure(
                    Kind.CANNOT_CREATE, path + ": cannot be written: " + e.getMessage(), e);
        }
    }

    long size() {
        return call(channel::size);
    }

    void append(byte[] bytes, int count) {
        call(
                () -> {
                    channel.position(channel.size());
                    var buffer = ByteBuffer.wrap(bytes, 0, count);
                    while (buffer.hasRemaining()) channel.write(buffer);
                    return count;
                });
    }

    void clear() {
        call(() -> channel.truncate(0));
    }

    /** Refuses what is not the file that was asked for. */
    void check(URI from, Wanted file) {
        if (!call(() -> Digests.sha256(path)).equals(file.sha256()))
            throw new Failure(
                    Kind.INTEGRITY,
                    Web.shown(from) + ": sent something whose SHA-256 is not " + file.sha256());
    }

    /** Gives the file its name; all of it is on the disk before. */
    void rename(Path place) {
        call(
                () -> {
                    channel.force(true);
                    return Files.move(path, place, StandardCopyOption.ATOMIC_MOVE);
                });
    }

    /** An empty file is of no use to a later try. */
    @Override
    public void close() {
        call(
                () -> {
                    if (channel.size() == 0) Files.deleteIfExists(path);
                    channel.close();
                    return path;
                });
    }

    private static PartFile locked(Path path) throws IOException {
        var channel =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS);
        if (isOurs(channel)) return new PartFile(path, channel);
        channel.close();
        throw new Failure(
                Kind.LOCKED, path + ": another jdl is downloading this\n    wait until it is done");
    }

    private static boolean isOurs(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock()).isPresent();
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private interface Action<T> {
        T run() throws IOException;
    }

    private <T> T call(Action<T> action) {
        try {
            return action.run();
        } catch (IOException e) {
            throw new Failure(Kind.IO, path + ": " + e.getMessage(), e);
        }
    }
}
