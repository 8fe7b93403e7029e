package jdl.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * A file that is open here and, as far as others ask, nowhere else. Nobody else may rename or
 * delete it, and it must not be opened a second time here: on some systems closing it there would
 * give the lock away.
 */
public final class LockedFile implements AutoCloseable {

    /** Asked again and again while another has the file. */
    public interface Waiting {

        /** Waits a little; false when that has been long enough. */
        boolean more() throws IOException;
    }

    private final FileChannel channel;

    private LockedFile(FileChannel channel) {
        this.channel = channel;
    }

    /** Opens the file, which is made if it is not there; nothing if the waiting was in vain. */
    public static Optional<LockedFile> open(Path path, Waiting waiting) throws IOException {
        while (true) {
            make(path);
            Optional<Object> before = identity(path);
            FileChannel channel;
            try {
                channel =
                        FileChannel.open(
                                path,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE,
                                LinkOption.NOFOLLOW_LINKS);
            } catch (NoSuchFileException e) {
                continue; // the other is done with it
            }
            if (!lock(channel, waiting)) {
                channel.close();
                return Optional.empty();
            }
            // who had it may have given it another name meanwhile: then it is no longer the same
            if (before.isPresent() && before.equals(identity(path)))
                return Optional.of(new LockedFile(channel));
            channel.close();
        }
    }

    private static void make(Path path) throws IOException {
        try {
            Files.createFile(path);
        } catch (FileAlreadyExistsException e) {
            // so much the better
        }
    }

    /** What tells a file from others whatever its name; nothing if there is none. */
    private static Optional<Object> identity(Path path) throws IOException {
        try {
            var attributes =
                    Files.readAttributes(
                            path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return Optional.of(Optional.ofNullable(attributes.fileKey()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static boolean lock(FileChannel channel, Waiting waiting) throws IOException {
        try {
            while (!tryLock(channel)) if (!waiting.more()) return false;
            return true;
        } catch (Throwable e) {
            channel.close();
            throw e;
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock()).isPresent();
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    public FileChannel channel() {
        return channel;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
