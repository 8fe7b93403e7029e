package jdl.file;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdl.tensor.Shape;

/**
 * The beginning of a {@code .npy}: a Python dictionary that tells how the values behind it are
 * written.
 */
record NpyHeader(Type type, ByteOrder order, Shape shape) {

    static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([<>|=])(\\w+)'");
    private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(\\w+)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");

    /** A value's kind: how many bytes it takes, and how the next one is read. */
    record Type(int bytes, Next next) {

        private static Type of(String code) throws Damage {
            return switch (code) {
                case "f4" -> new Type(4, ByteBuffer::getFloat);
                case "f8" -> new Type(8, bytes -> (float) bytes.getDouble());
                case "i1" -> new Type(1, ByteBuffer::get);
                case "i2" -> new Type(2, ByteBuffer::getShort);
                case "i4" -> new Type(4, ByteBuffer::getInt);
                case "i8" -> new Type(8, ByteBuffer::getLong);
                case "u1", "b1" -> new Type(1, bytes -> bytes.get() & 0xff);
                case "u2" -> new Type(2, bytes -> bytes.getShort() & 0xffff);
                case "u4" -> new Type(4, bytes -> bytes.getInt() & 0xffffffffL);
                default ->
                        throw new Damage(
                                "holds values of type \""
                                        + code
                                        + "\"; known are f4, f8, i1, i2, i4, i8, u1, u2, u4, b1");
            };
        }
    }

    /** Reads the next value. */
    interface Next {
        float read(ByteBuffer bytes);
    }

    /** Reads the header and leaves the buffer at the first value. */
    static NpyHeader read(ByteBuffer bytes) throws Damage {
        try {
            return parse(words(bytes));
        } catch (BufferUnderflowException e) {
            throw new Damage("is cut off");
        }
    }

    private static String words(ByteBuffer bytes) throws Damage {
        byte[] magic = new byte[Math.min(MAGIC.length, bytes.remaining())];
        bytes.get(magic);
        if (!Arrays.equals(magic, MAGIC)) throw new Damage("is no .npy file");
        int version = bytes.get();
        bytes.get();
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        int length = version == 1 ? bytes.getShort() & 0xffff : bytes.getInt();
        if (length < 0 || length > bytes.remaining()) throw new Damage("is cut off");
        byte[] words = new byte[length];
        bytes.get(words);
        return new String(words, StandardCharsets.ISO_8859_1);
    }

    private static NpyHeader parse(String words) throws Damage {
        Matcher type = found(DESCR, words);
        ByteOrder order =
                switch (type.group(1)) {
                    case ">" -> ByteOrder.BIG_ENDIAN;
                    case "=" -> ByteOrder.nativeOrder();
                    default -> ByteOrder.LITTLE_ENDIAN;
                };
        Shape shape = shape(found(SHAPE, words).group(1));
        if (found(FORTRAN, words).group(1).equals("True") && shape.rank() > 1)
            throw new Damage("is in Fortran's order, but C's is expected: numpy.ascontiguousarray");
        return new NpyHeader(Type.of(type.group(2)), order, shape);
    }

    private static Matcher found(Pattern pattern, String words) throws Damage {
        Matcher matcher = pattern.matcher(words);
        if (!matcher.find()) throw new Damage("has a header that cannot be read: " + words.strip());
        return matcher;
    }

    private static Shape shape(String dims) throws Damage {
        List<Integer> lengths = new ArrayList<>();
        try {
            for (String dim : dims.split(",", -1))
                if (!dim.isBlank()) lengths.add(Integer.parseInt(dim.strip()));
            return Shape.of(lengths);
        } catch (IllegalArgumentException e) {
            throw new Damage("has a shape that cannot be: (" + dims + ")");
        }
    }
}
