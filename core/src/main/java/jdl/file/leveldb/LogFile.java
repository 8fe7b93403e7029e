package jdl.file.leveldb;

import java.io.Closeable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdl.file.RandomFile;

/**
 * A log: records cut into pieces that do not cross the borders of blocks, each with a checksum. A
 * record that is cut off at the end is damage here: what is missing behind it, nobody can tell.
 */
final class LogFile implements Closeable {

    private static final int BLOCK = 1 << 15;

    /** Of a piece: checksum, length, kind. */
    private static final int HEADER = 7;

    private static final int KIND_AT = 6;
    private static final int FULL = 1;
    private static final int FIRST = 2;
    private static final int LAST = 4;

    private final RandomFile file;
    private long next;

    LogFile(Path path) {
        this.file = RandomFile.open(path);
    }

    /** A record, and where its first byte is in the file. */
    record Entry(long position, ByteBuffer bytes) {}

    private record Piece(long position, int length, int kind) {}

    boolean more() {
        if (BLOCK - next % BLOCK < HEADER) next += BLOCK - next % BLOCK;
        return next < file.size();
    }

    Entry next() {
        List<Piece> pieces = new ArrayList<>();
        Piece piece = piece(true);
        pieces.add(piece);
        while (piece.kind != FULL && piece.kind != LAST) {
            if (next % BLOCK != 0 || !more())
                throw damage(piece.position, "is a part of a record, but the next is missing");
            piece = piece(false);
            pieces.add(piece);
        }
        long length = pieces.stream().mapToLong(Piece::length).sum();
        if (length > Integer.MAX_VALUE - 8) throw damage(pieces.get(0).position, "is too long");
        var bytes = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
        for (Piece each : pieces) bytes.put(checked(each));
        return new Entry(pieces.get(0).position, bytes.flip());
    }

    /** Bytes of a record that begins at a position, {@code from} counted from its first. */
    ByteBuffer read(long record, long from, int length) {
        var bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        for (long at = from; bytes.hasRemaining(); ) {
            long position = position(record, at);
            long count = Math.min(bytes.remaining(), BLOCK - position % BLOCK);
            bytes.put(file.read(position, count, "a value"));
            at += count;
        }
        return bytes.flip();
    }

    RuntimeException damage(long position, String what) {
        return file.corrupt("the piece at byte " + position + " " + what);
    }

    Fields.Place place(long position) {
        return what -> file.corrupt("the record at byte " + position + " " + what);
    }

    @Override
    public void close() {
        file.close();
    }

    /** A piece that goes on fills its block, so that the headers between are at known places. */
    private static long position(long record, long at) {
        long first = (BLOCK - record % BLOCK) % BLOCK;
        if (at < first) return record + at;
        long block = (record + first) / BLOCK + (at - first) / (BLOCK - HEADER);
        return block * BLOCK + HEADER + (at - first) % (BLOCK - HEADER);
    }

    private Piece piece(boolean begins) {
        ByteBuffer header = file.read(next, HEADER, "the header of a piece");
        int length = header.getShort(Integer.BYTES) & 0xffff;
        int kind = header.get(KIND_AT);
        var piece = new Piece(next + HEADER, length, kind);
        if (kind < FULL || kind > LAST || begins != (kind <= FIRST))
            throw damage(piece.position, "is of kind " + kind + ", which cannot be here");
        next = piece.position + length;
        if (next > file.size()) throw damage(piece.position, "is cut off");
        if ((next - 1) / BLOCK != (piece.position - HEADER) / BLOCK)
            throw damage(piece.position, "has " + length + " bytes, more than its block");
        return piece;
    }

    private ByteBuffer checked(Piece piece) {
        ByteBuffer bytes =
                file.read(piece.position - HEADER, HEADER + piece.length, "the piece of a record");
        if (bytes.getInt(0) != Checksum.of(bytes.position(KIND_AT)))
            throw damage(piece.position, "does not have its checksum");
        return bytes.position(HEADER);
    }
}
