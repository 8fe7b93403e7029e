package jdl.file;

import java.io.Closeable;
import java.nio.ByteBuffer;

/**
 * Records under keys, numbered in the order of the keys, read from any thread; whatever cannot be
 * read is a {@link jdl.failure.Failure} that names the file.
 */
public interface Records extends Closeable {

    /** How many there are, perhaps none. */
    long size();

    /** The key of a record, 0 ≤ index &lt; size. */
    byte[] key(long index);

    /**
     * The bytes of a record, in an array, little-endian; they may be shared and are not to be
     * changed.
     */
    ByteBuffer value(long index);

    @Override
    void close();
}
