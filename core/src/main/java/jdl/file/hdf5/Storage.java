package jdl.file.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where the values of a dataset are, and how they are fetched row by row. */
interface Storage {

    /** Writes the values of some rows, one behind the other, from {@code offset} on. */
    void read(long row, int rows, float[] into, int offset) throws IOException;

    /** All bytes as they are; an error where they do not lie in one piece. */
    ByteBuffer raw() throws IOException;
}
