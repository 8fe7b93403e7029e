package jdl.web;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.LongConsumer;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.Digests;
import jdl.file.LockedFile;

/** What has arrived of a file so far, beside its place and under another name, for one process. */
final class PartFile implements AutoCloseable {

    private final Path path;
    private final FileChannel channel;
    private boolean renamed;

    private PartFile(Path path, LockedFile file) {
        this.path = path;
        this.channel = file.channel();
    }

    /**
     * Waits while another process is at it and gets on.
     *
     * @param patience how long the other may not have got anything
     */
    static PartFile beside(Path place, Duration patience, LongConsumer progress) {
        Path path = place.resolveSibling(place.getFileName() + ".part");
        try {
            return LockedFile.open(path, new Patience(path, patience, progress))
                    .map(file -> new PartFile(path, file))
                    .orElseThrow(() -> isLocked(path));
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
        if (!call(this::sha256).equals(file.sha256()))
            throw new Failure(
                    Kind.INTEGRITY,
                    Web.shown(from) + ": sent something whose SHA-256 is not " + file.sha256());
    }

    /** Of what lies behind this very channel: another one would give the lock away. */
    private String sha256() throws IOException {
        MessageDigest digest = Digests.sha256();
        var buffer = ByteBuffer.allocate(1 << 16);
        channel.position(0);
        while (channel.read(buffer.clear()) >= 0) digest.update(buffer.flip());
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Gives the file its name; all of it is on the disk before. */
    void rename(Path place) {
        call(
                () -> {
                    channel.force(true);
                    Files.move(path, place, StandardCopyOption.ATOMIC_MOVE);
                    renamed = true;
                    return place;
                });
    }

    /** An empty file is of no use to a later try. */
    @Override
    public void close() {
        call(
                () -> {
                    if (!renamed && channel.size() == 0) Files.deleteIfExists(path);
                    channel.close();
                    return path;
                });
    }

    private static Failure isLocked(Path path) {
        return new Failure(
                Kind.LOCKED,
                path
                        + ": another jdl is downloading this, and gets nothing\n    wait until it is done, or end it");
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
