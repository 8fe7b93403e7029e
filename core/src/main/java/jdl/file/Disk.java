package jdl.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * What a durable write asks of a file system, one method for each system call, so that a test can
 * record the calls, drop them or let them fail.
 */
public interface Disk {

    /** Makes a folder and those above it, and the entries of the new ones durable. */
    void createFolders(Path folder) throws IOException;

    /** Opens a new file; an error if there is one of that name. */
    Handle create(Path file) throws IOException;

    /** Gives a file another name, in place of the one that had it, at once or not at all. */
    void rename(Path from, Path to) throws IOException;

    /** Makes the names in a folder durable. */
    void force(Path folder) throws IOException;

    /** Removes a file if it is there. */
    void delete(Path file) throws IOException;

    /** The bytes that may still be written in a folder. */
    long free(Path folder) throws IOException;

    /** A file open for writing. */
    interface Handle extends Closeable {

        /** Writes all that remains in the buffer behind what was written. */
        void write(ByteBuffer bytes) throws IOException;

        /** Writes all that remains in the buffer over what was written at a position. */
        void overwrite(long position, ByteBuffer bytes) throws IOException;

        /** Makes durable what was written. */
        void force() throws IOException;
    }
}
