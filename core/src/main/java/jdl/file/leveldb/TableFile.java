package jdl.file.leveldb;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import jdl.failure.Failure;
import jdl.file.RandomFile;

/**
 * A table on the disk: blocks, and at the end where the block lies that lists them. It is opened
 * for each block, because a database may have more tables than a process may have files.
 */
record TableFile(Path path, ByteBuffer smallest) {

    private static final long MAGIC = 0xdb4775248b80fb57L;
    private static final int FOOTER = 48;

    /** Behind a block: how it is packed, and the checksum. */
    private static final int TRAILER = 5;

    private static final int PLAIN = 0;
    private static final int SNAPPY = 1;
    private static final int ZLIB = 2;
    private static final int DEFLATE = 4;

    private static final int ZLIB_HEADER = 0x78;

    /** What is packed into a block may be large because one record is, or because it packs well. */
    private static final long MOST_UNPACKED = 48 << 20;

    private static final int MOST_GROWTH = 8;

    /** Where a block lies. */
    record Handle(long offset, long size) {
        static Handle read(Fields fields) {
            return new Handle(fields.varint(), fields.varint());
        }
    }

    /** The block that lists the others. */
    Block index() {
        try (var file = RandomFile.open(path)) {
            ByteBuffer footer = file.read(file.size() - FOOTER, FOOTER, "the footer");
            if (footer.getLong(FOOTER - Long.BYTES) != MAGIC)
                throw file.corrupt("does not end as a table of LevelDB does");
            var fields = new Fields(footer, what -> file.corrupt("the footer " + what));
            Handle.read(fields); // the block of filters, which help to find a key
            return block(file, Handle.read(fields));
        }
    }

    Block block(Handle handle) {
        try (var file = RandomFile.open(path)) {
            return block(file, handle);
        }
    }

    Fields.Place place(Handle handle) {
        return what -> {
            String message = "%s: the block at byte %d %s\n    it is damaged: copy it again";
            return new Failure(Failure.Kind.CORRUPT, message.formatted(path, handle.offset, what));
        };
    }

    private Block block(RandomFile file, Handle handle) {
        Fields.Place place = place(handle);
        if (handle.size < 0 || handle.size > file.size())
            throw place.damage("has " + Long.toUnsignedString(handle.size) + " bytes");
        ByteBuffer bytes = file.read(handle.offset, handle.size + TRAILER, "a block");
        int size = (int) handle.size;
        int checksum = Checksum.of(bytes.slice(0, size + 1));
        if (bytes.getInt(size + 1) != checksum) throw place.damage("does not have its checksum");
        return new Block(unpacked(bytes.get(size), bytes.slice(0, size), place), place);
    }

    private ByteBuffer unpacked(int packing, ByteBuffer bytes, Fields.Place place) {
        long most = MOST_UNPACKED + (long) MOST_GROWTH * bytes.remaining();
        boolean zlib = bytes.hasRemaining() && bytes.get(0) == ZLIB_HEADER;
        if (packing == PLAIN) return bytes;
        if (packing == SNAPPY) return Snappy.unpack(bytes, most, place);
        if (packing == DEFLATE || (packing == ZLIB && zlib))
            return inflated(bytes, packing == DEFLATE, most, place);
        throw place.damage(
                "is packed in the way %d; jdl knows 0 (plain), 1 (Snappy) and zlib"
                        .formatted(packing));
    }

    private static ByteBuffer inflated(
            ByteBuffer packed, boolean raw, long most, Fields.Place place) {
        var inflater = new Inflater(raw);
        try {
            inflater.setInput(packed);
            var out = new ByteArrayOutputStream();
            byte[] piece = new byte[1 << 16];
            while (!inflater.finished()) {
                int count = inflater.inflate(piece);
                if (count == 0 && !inflater.finished()) throw place.damage("is cut off");
                out.write(piece, 0, count);
                if (out.size() > most) throw place.damage("unpacks to more than " + most);
            }
            return ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        } catch (DataFormatException e) {
            throw place.damage("cannot be unpacked: " + e.getMessage());
        } finally {
            inflater.end();
        }
    }
}
