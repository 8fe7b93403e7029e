package jdl.file;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.UUID;

/**
 * A file that is replaced as a whole and for good: when {@code write} returns, the new content
 * outlives a power cut; when it fails, or the machine dies meanwhile, the file is the whole old or
 * the whole new one.
 */
public final class AtomicFile {

    /** Fills the file; may be called again, then for a new file. */
    public interface Content {
        void writeTo(Sink sink) throws IOException;
    }

    /** Fills the file in any order; may be called again, then for a new file. */
    public interface Filling {
        void writeTo(Disk.Handle file) throws IOException;
    }

    private interface Attempt<T> {
        T fill(Disk.Handle file) throws IOException;
    }

    /** How the name of a file ends that is not yet whole. */
    public static final String TEMP = ".tmp";

    private final Disk disk;
    private final Path target;
    private final Path folder;

    public AtomicFile(Disk disk, Path target) {
        this.disk = disk;
        this.target = target;
        this.folder = FileName.folder(target);
    }

    /** Replaces the file; {@code size} is told if it does not fit. Returns the file's SHA-256. */
    public ByteString write(long size, Content content) {
        return replace(
                size,
                file -> {
                    var sink = new Sink(file);
                    content.writeTo(sink);
                    return sink.digest();
                });
    }

    /** Replaces the file; {@code size} is told if it does not fit, and is below 0 if not known. */
    public void fill(long size, Filling filling) {
        replace(
                size,
                file -> {
                    filling.writeTo(file);
                    return file;
                });
    }

    private <T> T replace(long size, Attempt<T> content) {
        try {
            try {
                return attempt(content);
            } catch (SyncFailed e) {
                // A failed fsync may have dropped the pages and marked them clean, so that asking
                // again would be answered with a lie: only a new file tells.
                return attempt(content);
            }
        } catch (IOException e) {
            throw Trouble.writing(target, e, size, free());
        }
    }

    /** Fails if the file could not be made, or not with so many bytes. */
    public void check(long size) {
        Path temp = temp();
        try (var handle = create(temp)) {
            handle.write(ByteBuffer.allocate(1));
        } catch (IOException e) {
            throw Trouble.writing(target, e, size, free());
        } finally {
            discard(temp);
        }
        long free = free();
        if (0 <= free && free < size)
            throw Trouble.writing(target, new IOException("the disk is too full"), size, free);
    }

    private <T> T attempt(Attempt<T> content) throws IOException {
        Path temp = temp();
        try {
            T made = fill(temp, content);
            disk.rename(temp, target);
            sync(() -> disk.force(folder));
            return made;
        } catch (Throwable e) {
            discard(temp);
            throw e;
        }
    }

    private <T> T fill(Path temp, Attempt<T> content) throws IOException {
        try (var handle = create(temp)) {
            T made = content.fill(handle);
            sync(handle::force);
            return made;
        }
    }

    private Disk.Handle create(Path temp) {
        try {
            disk.createFolders(folder);
            return disk.create(temp);
        } catch (IOException e) {
            throw Trouble.creating(target, e);
        }
    }

    private Path temp() {
        String unique = ProcessHandle.current().pid() + "-" + UUID.randomUUID();
        return folder.resolve(FileName.of(target) + "." + unique + TEMP);
    }

    private void discard(Path temp) {
        try {
            disk.delete(temp);
        } catch (IOException e) {
            // The error that led here is the one to tell; the leftover goes at the next start.
        }
    }

    private long free() {
        try {
            return disk.free(folder);
        } catch (IOException e) {
            return -1;
        }
    }

    private static void sync(Sync sync) throws IOException {
        try {
            sync.run();
        } catch (IOException e) {
            throw new SyncFailed(e);
        }
    }

    private interface Sync {
        void run() throws IOException;
    }

    /** The system could not make something durable. */
    private static final class SyncFailed extends IOException {

        private static final long serialVersionUID = 1L;

        SyncFailed(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** Writes bytes through to a file and keeps their digest. */
    public static final class Sink extends OutputStream {

        private final Disk.Handle handle;
        private final MessageDigest digest = Digests.sha256();

        private Sink(Disk.Handle handle) {
            this.handle = handle;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            digest.update(bytes, offset, length);
            handle.write(ByteBuffer.wrap(bytes, offset, length));
        }

        /** SHA-256 of all bytes so far. */
        public ByteString digest() {
            return Digests.soFar(digest);
        }
    }
}
