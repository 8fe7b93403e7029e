package jdl.snapshot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import jdl.failure.Failure;
import jdl.file.Disk;
import jdl.file.FileName;
import jdl.file.Trouble;

/**
 * The right to write a run's snapshots, which one process at a time may have. The system takes it
 * back when the process dies, however it dies. The file stays, empty, when it is given up: to
 * remove it would let two processes each lock a file of their own. A process asks once: on POSIX, a
 * second try of its own is refused, but takes the system's lock away from the first.
 */
public final class RunLock implements AutoCloseable {

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    static RunLock take(Disk disk, Path file) {
        FileChannel channel = open(disk, file);
        try {
            if (!locked(channel)) throw taken(file);
            String pid = ProcessHandle.current().pid() + "\n";
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
            return new RunLock(channel);
        } catch (IOException e) {
            close(channel);
            throw Trouble.creating(file, e);
        } catch (Failure e) {
            close(channel);
            throw e;
        }
    }

    /** Gives the right up. */
    @Override
    public void close() {
        try {
            channel.truncate(0);
        } catch (IOException e) {
            // The number of a process that is gone does no harm.
        } finally {
            close(channel);
        }
    }

    private static FileChannel open(Disk disk, Path file) {
        try {
            disk.createFolders(FileName.folder(file));
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw Trouble.creating(file, e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static Failure taken(Path file) {
        String message =
                "%s: is locked by %s, which writes snapshots of the same prefix%n"
                        + "    wait for it, stop it, or give this run another snapshot_prefix";
        return new Failure(Failure.Kind.LOCKED, message.formatted(file, holder(file)));
    }

    private static String holder(Path file) {
        try {
            String pid = Files.readString(file, StandardCharsets.US_ASCII).strip();
            return pid.isEmpty() ? "another process" : "process " + pid;
        } catch (IOException e) {
            return "another process";
        }
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing was to be kept in it.
        }
    }
}
