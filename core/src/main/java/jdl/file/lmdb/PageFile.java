package jdl.file.lmdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import jdl.file.Disk;

/** Pages, written one behind the other in large pieces. */
final class PageFile {

    private static final int PIECE = 1 << 18;

    private final Disk.Handle handle;
    private final int pageSize;
    private final ByteBuffer piece = ByteBuffer.allocate(PIECE);
    private long pages;

    PageFile(Disk.Handle handle, int pageSize) {
        this.handle = handle;
        this.pageSize = pageSize;
    }

    /** How many there are: the number of the next one. */
    long pages() {
        return pages;
    }

    /** Writes parts one behind the other, fills up the last page, and says which was the first. */
    long write(ByteBuffer... parts) throws IOException {
        long first = pages;
        long length = 0;
        for (ByteBuffer part : parts) {
            length += part.remaining();
            put(part);
        }
        pages += (length + pageSize - 1) / pageSize;
        put(ByteBuffer.allocate((int) ((pages - first) * pageSize - length)));
        return first;
    }

    void overwrite(long page, ByteBuffer bytes) throws IOException {
        handle.overwrite(page * pageSize, bytes);
    }

    void flush() throws IOException {
        handle.write(piece.flip());
        piece.clear();
    }

    private void put(ByteBuffer bytes) throws IOException {
        if (bytes.remaining() > piece.remaining()) flush();
        if (bytes.remaining() > piece.remaining()) handle.write(bytes);
        else piece.put(bytes);
    }
}
