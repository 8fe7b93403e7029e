package jdl.file.tar;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import jdl.file.Damage;

/** The block in front of a file of an archive: its name, its size and its kind. */
public record TarHeader(String name, long size, char kind) {

    public static final int BLOCK = 512;

    private static final int NAME = 100;
    private static final int SIZE_AT = 124;
    private static final int CHECKSUM_AT = 148;
    private static final int KIND_AT = 156;
    private static final int MAGIC_AT = 257;
    private static final int PREFIX_AT = 345;
    private static final int PREFIX = 155;
    private static final String POSIX = "ustar";

    /** Whether a block is the end's mark. */
    public static boolean isEnd(byte[] block) {
        return block[0] == 0 && Arrays.equals(block, new byte[BLOCK]);
    }

    public static TarHeader read(byte[] block) throws Damage {
        if (checksum(block) != number(block, CHECKSUM_AT, 8)) throw new Damage("wrong checksum");
        String name = text(block, 0, NAME);
        // The GNU form has a blank behind "ustar", and other things where POSIX has a prefix.
        boolean posix = text(block, MAGIC_AT, 6).equals(POSIX);
        String prefix = posix ? text(block, PREFIX_AT, PREFIX) : "";
        String whole = prefix.isEmpty() ? name : prefix + "/" + name;
        return new TarHeader(whole, number(block, SIZE_AT, 12), (char) (block[KIND_AT] & 0xff));
    }

    /** A plain file, and not a folder, a link or a remark about the next. */
    public boolean isPlain() {
        return kind == '0' || kind == 0 || kind == '7';
    }

    /** The file's bytes with those that fill up its last block. */
    public long padded() {
        return (size + BLOCK - 1) / BLOCK * BLOCK;
    }

    /** The block; a name of more than a hundred bytes is cut, and has to be told before. */
    ByteBuffer block() {
        byte[] block = new byte[BLOCK];
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, block, 0, Math.min(bytes.length, NAME));
        put(block, 100, "0000644\0000000000\0000000000\0");
        put(block, SIZE_AT, "%011o\00000000000000\000".formatted(size));
        block[KIND_AT] = (byte) kind;
        put(block, MAGIC_AT, POSIX + "\00000");
        put(block, CHECKSUM_AT, "%06o\0 ".formatted(checksum(block)));
        return ByteBuffer.wrap(block);
    }

    private static void put(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }

    /** Octal digits, or, where those do not reach, a number of 256 a byte after a set bit. */
    private static long number(byte[] block, int from, int length) throws Damage {
        if (block[from] < 0) {
            long value = 0;
            for (int i = from + 1; i < from + length; i++) {
                if (value >>> 55 != 0) throw new Damage("too large a number at byte " + from);
                value = (value << 8) | (block[i] & 0xff);
            }
            return value;
        }
        String digits = text(block, from, length).strip();
        if (!digits.matches("[0-7]{1,12}")) throw new Damage("no number at byte " + from);
        return Long.parseLong(digits, 8);
    }

    private static String text(byte[] block, int from, int length) {
        int end = from;
        while (end < from + length && block[end] != 0) end++;
        return new String(block, from, end - from, StandardCharsets.UTF_8);
    }

    /** The sum of the bytes, its own eight counted as blanks. */
    private static long checksum(byte[] block) {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++)
            sum += i >= CHECKSUM_AT && i < CHECKSUM_AT + 8 ? ' ' : block[i] & 0xff;
        return sum;
    }
}
