package jdl.file;

import java.io.IOException;
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
 *
 * @param fortran whether the first axis is the innermost, and not the last
 * @param length of the header itself, in bytes
 */
record NpyHeader(NpyType type, ByteOrder order, boolean fortran, List<Long> dims, int length) {

    static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    private static final int LONGEST = 1 << 20;
    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([<>|=])(\\w+)'");
    private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(\\w+)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");

    /** Bytes from the front, wherever they come from. */
    interface In {

        /** So many bytes; {@link Damage} or a Failure if there are less. */
        ByteBuffer next(int length) throws IOException;
    }

    NpyHeader {
        dims = List.copyOf(dims);
    }

    /** Reads the header and leaves the bytes at the first value. */
    static NpyHeader read(In in) throws IOException {
        byte[] magic = new byte[MAGIC.length];
        in.next(MAGIC.length).get(magic);
        if (!Arrays.equals(magic, MAGIC)) throw new Damage("is no .npy file");
        int version = in.next(2).get();
        int width = version == 1 ? Short.BYTES : Integer.BYTES;
        ByteBuffer number = in.next(width).order(ByteOrder.LITTLE_ENDIAN);
        int length = version == 1 ? number.getShort() & 0xffff : number.getInt();
        if (length < 0 || length > LONGEST) throw new Damage("has a header of " + length);
        String words = StandardCharsets.ISO_8859_1.decode(in.next(length)).toString();
        return parse(words, MAGIC.length + 2 + width + length);
    }

    /** The number of values. */
    long count() {
        return count(dims);
    }

    /** The bytes that all values take. */
    long bytes() {
        return count() * type.bytes();
    }

    Shape shape() throws Damage {
        return shape(dims);
    }

    /** The lengths from an axis on as a shape in memory. */
    Shape shapeFrom(int axis) throws Damage {
        return shape(dims.subList(axis, dims.size()));
    }

    private static Shape shape(List<Long> dims) throws Damage {
        if (count(dims) > Integer.MAX_VALUE)
            throw new Damage("has the shape " + dims + ", which is more than fits into memory");
        try {
            return Shape.of(dims);
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new Damage("has the shape " + dims + ", which is too long");
        }
    }

    /** Of empty shapes a length may be anything. */
    private static long count(List<Long> dims) {
        if (dims.contains(0L)) return 0;
        return dims.stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
    }

    private static NpyHeader parse(String words, int length) throws Damage {
        Matcher type = found(DESCR, words);
        ByteOrder order =
                switch (type.group(1)) {
                    case ">" -> ByteOrder.BIG_ENDIAN;
                    case "=" -> ByteOrder.nativeOrder();
                    default -> ByteOrder.LITTLE_ENDIAN;
                };
        List<Long> dims = dims(found(SHAPE, words).group(1));
        boolean fortran = found(FORTRAN, words).group(1).equals("True") && dims.size() > 1;
        return new NpyHeader(NpyType.of(type.group(2)), order, fortran, dims, length);
    }

    private static Matcher found(Pattern pattern, String words) throws Damage {
        Matcher matcher = pattern.matcher(words);
        if (!matcher.find()) throw new Damage("has a header that cannot be read: " + start(words));
        return matcher;
    }

    private static String start(String words) {
        return words.substring(0, Math.min(words.length(), 200)).strip();
    }

    /** Lengths whose product, in bytes, is a number. */
    private static List<Long> dims(String written) throws Damage {
        List<Long> dims = new ArrayList<>();
        try {
            long bytes = Double.BYTES;
            for (String dim : written.split(",", -1)) {
                if (dim.isBlank()) continue;
                dims.add(Long.parseLong(dim.strip()));
                long length = dims.get(dims.size() - 1);
                if (length < 0) throw new NumberFormatException();
                bytes = Math.multiplyExact(bytes, Math.max(1, length));
            }
            return dims;
        } catch (ArithmeticException | NumberFormatException e) {
            throw new Damage("has a shape that cannot be: (" + start(written) + ")");
        }
    }
}
