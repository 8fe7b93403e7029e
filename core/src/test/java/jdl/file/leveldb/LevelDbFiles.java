package jdl.file.leveldb;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import jdl.file.DamageCases;

/** Makes small LevelDB databases; what is stored may be bent before its checksum is made. */
final class LevelDbFiles {

    private static final int BLOCK = 1 << 15;
    private static final int HEADER = 7;

    private final Path folder;
    private final UnaryOperator<byte[]> bend;
    private final Out edits = new Out();

    LevelDbFiles(Path folder, UnaryOperator<byte[]> bend) {
        this.folder = folder;
        this.bend = bend;
        edits.number(1).string("leveldb.BytewiseComparator".getBytes(StandardCharsets.UTF_8));
        edits.number(2).number(9);
    }

    LevelDbFiles(Path folder) {
        this(folder, bytes -> bytes);
    }

    /** A change of a key; without a value it deletes. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Change(String key, long sequence, byte... value) {

        static Change put(String key, long sequence, String value) {
            return new Change(key, sequence, value.getBytes(StandardCharsets.UTF_8));
        }

        static Change delete(String key, long sequence) {
            return new Change(key, sequence);
        }

        boolean isPut() {
            return value.length > 0;
        }

        byte[] bytes() {
            return key.getBytes(StandardCharsets.UTF_8);
        }

        byte[] internal() {
            var bytes = ByteBuffer.allocate(bytes().length + 8).order(ByteOrder.LITTLE_ENDIAN);
            bytes.put(bytes()).putLong((sequence << 8) | (isPut() ? 1 : 0));
            return bytes.array();
        }
    }

    /** Bytes and numbers of seven bits a byte. */
    static final class Out {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Out number(long value) {
            long rest = value;
            for (; rest >>> 7 != 0; rest >>>= 7) bytes.write((int) ((rest & 0x7f) | 0x80));
            bytes.write((int) rest);
            return this;
        }

        Out put(byte... added) {
            bytes.writeBytes(added);
            return this;
        }

        Out string(byte... string) {
            return number(string.length).put(string);
        }

        Out fixed(long value, int length) {
            for (int i = 0; i < length; i++) bytes.write((int) (value >>> (8 * i)));
            return this;
        }

        int size() {
            return bytes.size();
        }

        byte[] array() {
            return bytes.toByteArray();
        }
    }

    /** A table of blocks of {@code perBlock} entries each. */
    LevelDbFiles table(int number, String ending, int packing, int perBlock, List<Change> entries)
            throws IOException {
        var out = new Out();
        var index = new Out();
        for (int i = 0; i < entries.size(); i += perBlock) {
            var part = entries.subList(i, Math.min(entries.size(), i + perBlock));
            var block = new Out();
            byte[] last = {};
            for (Change each : part) {
                entry(block, last, each.internal(), each.value());
                last = each.internal();
            }
            var handle = handle(out, block, packing);
            entry(index, new byte[0], part.get(part.size() - 1).internal(), handle);
        }
        var footer = new Out().put(handle(out, new Out(), 0)).put(handle(out, index, packing));
        footer.put(new byte[40 - footer.size()]).fixed(0xdb4775248b80fb57L, 8);
        out.put(footer.array());
        write("%06d.%s".formatted(number, ending), out.array());
        edits.number(7).number(0).number(number).number(out.size());
        edits.string(entries.get(0).internal()).string(entries.get(entries.size() - 1).internal());
        return this;
    }

    private static void entry(Out block, byte[] last, byte[] key, byte[] value) {
        int shared = Math.max(0, Arrays.mismatch(last, key));
        shared = Math.min(shared, last.length);
        block.number(shared).number(key.length - shared).number(value.length);
        block.put(Arrays.copyOfRange(key, shared, key.length)).put(value);
    }

    /** Writes a block and says where. */
    private byte[] handle(Out out, Out entries, int packing) {
        byte[] bytes = bend.apply(entries.fixed(0, 4).fixed(1, 4).array());
        if (packing == 1) bytes = snappy(bytes);
        byte[] handle = new Out().number(out.size()).number(bytes.length).array();
        var stored = new Out().put(bytes).put((byte) packing);
        out.put(stored.array()).fixed(Checksum.of(ByteBuffer.wrap(stored.array())), 4);
        return handle;
    }

    /** All as one literal. */
    private static byte[] snappy(byte[] bytes) {
        return new Out()
                .number(bytes.length)
                .put((byte) (62 << 2))
                .fixed(bytes.length - 1, 3)
                .put(bytes)
                .array();
    }

    /** A log of one batch. */
    LevelDbFiles log(int number, List<Change> changes) throws IOException {
        var batch = new Out().fixed(changes.get(0).sequence(), 8).fixed(changes.size(), 4);
        for (Change each : changes) {
            batch.put((byte) (each.isPut() ? 1 : 0)).string(each.bytes());
            if (each.isPut()) batch.string(each.value());
        }
        write("%06d.log".formatted(number), framed(batch.array()));
        return this;
    }

    LevelDbFiles taken(int number) {
        edits.number(6).number(0).number(number);
        return this;
    }

    /** Writes which files there are. */
    void finish() throws IOException {
        write("CURRENT", "MANIFEST-000003\n".getBytes(StandardCharsets.UTF_8));
        write("MANIFEST-000003", framed(edits.array()));
    }

    private void write(String name, byte[] bytes) throws IOException {
        DamageCases.replace(folder.resolve(name), bytes);
    }

    private byte[] framed(byte[] record) {
        byte[] bytes = bend.apply(record);
        var out = new Out();
        for (int at = 0; at == 0 || at < bytes.length; ) {
            int room = BLOCK - out.size() % BLOCK - HEADER;
            int length = Math.min(room, bytes.length - at);
            boolean last = at + length == bytes.length;
            int kind = at == 0 ? (last ? 1 : 2) : (last ? 4 : 3);
            var piece = new Out().put((byte) kind);
            piece.put(Arrays.copyOfRange(bytes, at, at + length));
            out.fixed(Checksum.of(ByteBuffer.wrap(piece.array())), 4).fixed(length, 2);
            out.put(piece.array());
            at += length;
            if (bytes.length == 0) break;
        }
        return out.array();
    }
}
