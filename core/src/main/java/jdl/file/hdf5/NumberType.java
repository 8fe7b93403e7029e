package jdl.file.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jdl.file.Damage;

/** How a value is written: whole or with a fraction, in how many bytes, in which order. */
record NumberType(Kind kind, int size, ByteOrder order) {

    /** What bytes stand for. */
    enum Kind {
        SIGNED,
        UNSIGNED,
        FRACTION,
        TEXT
    }

    private static final int FIXED_POINT = 0;
    private static final int FLOATING_POINT = 1;
    private static final int STRING = 3;
    private static final int ENUM = 8;

    static NumberType read(Cursor in) throws Damage {
        int type = in.u8() & 0x0f;
        int flags = in.u8();
        in.skip(2);
        long size = in.u32();
        if (size < 1 || size > Integer.MAX_VALUE) throw new Damage("has values of no bytes");
        ByteOrder order = (flags & 1) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        return switch (type) {
            case FIXED_POINT -> fixed(in, (flags & 8) != 0, (int) size, order);
            case FLOATING_POINT -> floating(in, (flags & 0x40) != 0, (int) size, order);
            case STRING -> new NumberType(Kind.TEXT, (int) size, order);
            case ENUM -> read(in.slice(in.left())); // of whole numbers, whose type follows
            default ->
                    throw new Damage(
                            "holds values of class %d; known are whole numbers, floats and strings of one length"
                                    .formatted(type));
        };
    }

    private static NumberType fixed(Cursor in, boolean signed, int size, ByteOrder order)
            throws Damage {
        boolean known = size == 1 || size == 2 || size == 4 || size == 8;
        if (!known || in.u16() != 0 || in.u16() != 8 * size)
            throw new Damage(
                    "holds whole numbers of %d bytes; known are 1, 2, 4, 8".formatted(size));
        return new NumberType(signed ? Kind.SIGNED : Kind.UNSIGNED, size, order);
    }

    /** IEEE 754 and nothing else, told by where the exponent is. */
    private static NumberType floating(Cursor in, boolean vax, int size, ByteOrder order)
            throws Damage {
        in.skip(4); // from which bit on, and how many
        int exponentAt = in.u8();
        int exponentBits = in.u8();
        int fractionAt = in.u8();
        int fractionBits = in.u8();
        int wanted =
                switch (size) {
                    case 2 -> 5;
                    case 4 -> 8;
                    case 8 -> 11;
                    default -> -1;
                };
        boolean ieee =
                exponentBits == wanted
                        && fractionAt == 0
                        && fractionBits == exponentAt
                        && exponentAt + exponentBits == 8 * size - 1;
        if (vax || !ieee)
            throw new Damage(
                    "holds floats of %d bytes of a kind of their own; known are IEEE's of 2, 4, 8"
                            .formatted(size));
        return new NumberType(Kind.FRACTION, size, order);
    }

    /** Converts values that lie one behind the other; what is no float becomes the nearest one. */
    void floats(ByteBuffer from, int at, float[] into, int offset, int count) {
        from.order(order);
        if (kind == Kind.FRACTION && size == Float.BYTES)
            from.slice(at, 4 * count).order(order).asFloatBuffer().get(into, offset, count);
        else for (int i = 0; i < count; i++) into[offset + i] = number(from, at + i * size);
    }

    private float number(ByteBuffer from, int at) {
        if (kind == Kind.FRACTION)
            return size == 8 ? (float) from.getDouble(at) : half(from.getShort(at));
        long whole = whole(from, at);
        if (kind == Kind.SIGNED || whole >= 0) return whole;
        return ((whole >>> 1) | (whole & 1)) * 2f; // above 2^63; the last bit still rounds
    }

    /** The bits of a whole number. */
    long whole(ByteBuffer from, int at) {
        from.order(order);
        boolean signed = kind == Kind.SIGNED;
        return switch (size) {
            case 1 -> signed ? from.get(at) : from.get(at) & 0xff;
            case 2 -> signed ? from.getShort(at) : from.getShort(at) & 0xffff;
            case 4 -> signed ? from.getInt(at) : from.getInt(at) & 0xffffffffL;
            default -> from.getLong(at);
        };
    }

    boolean isWhole() {
        return kind == Kind.SIGNED || kind == Kind.UNSIGNED;
    }

    /** A float of 16 bits: 1 for the sign, 5 for the exponent, 10 for the fraction. */
    private static float half(short bits) {
        int exponent = (bits >> 10) & 0x1f;
        int fraction = bits & 0x3ff;
        float magnitude =
                switch (exponent) {
                    case 0 -> fraction * 0x1p-24f;
                    case 31 -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
                    default -> (fraction | 0x400) * Math.scalb(1f, exponent - 25);
                };
        return bits < 0 ? -magnitude : magnitude;
    }
}
