package jdl.file;

import java.nio.ByteBuffer;

/** The kind of a value of a {@code .npy}: how many bytes it takes, and how the next one is read. */
record NpyType(int bytes, Next next) {

    private static final int HALF_EXPONENT = 0x7c00;
    private static final int HALF_MANTISSA = 0x3ff;
    private static final int HALF_SHIFT = 13;
    private static final float SMALLEST_HALF = 0x1p-24f;

    /** Reads the next value; what is no float becomes the nearest one. */
    interface Next {
        float read(ByteBuffer bytes);
    }

    static NpyType of(String code) throws Damage {
        return switch (code) {
            case "f2" -> new NpyType(2, bytes -> half(bytes.getShort()));
            case "f4" -> new NpyType(4, ByteBuffer::getFloat);
            case "f8" -> new NpyType(8, bytes -> (float) bytes.getDouble());
            case "i1" -> new NpyType(1, ByteBuffer::get);
            case "i2" -> new NpyType(2, ByteBuffer::getShort);
            case "i4" -> new NpyType(4, ByteBuffer::getInt);
            case "i8" -> new NpyType(8, ByteBuffer::getLong);
            case "u1" -> new NpyType(1, bytes -> bytes.get() & 0xff);
            case "b1" -> new NpyType(1, bytes -> bytes.get() == 0 ? 0 : 1);
            case "u2" -> new NpyType(2, bytes -> bytes.getShort() & 0xffff);
            case "u4" -> new NpyType(4, bytes -> bytes.getInt() & 0xffffffffL);
            case "u8" -> new NpyType(8, bytes -> unsigned(bytes.getLong()));
            default ->
                    throw new Damage(
                            "holds values of type \""
                                    + code
                                    + "\"; known are f2, f4, f8, i1, i2, i4, i8, u1, u2, u4, u8, b1");
        };
    }

    private static float half(short bits) {
        int exponent = bits & HALF_EXPONENT;
        int mantissa = bits & HALF_MANTISSA;
        float size =
                exponent == 0
                        ? mantissa * SMALLEST_HALF
                        : exponent == HALF_EXPONENT
                                ? (mantissa == 0 ? Float.POSITIVE_INFINITY : Float.NaN)
                                : Float.intBitsToFloat(
                                        ((exponent | mantissa) << HALF_SHIFT) + (112 << 23));
        return bits < 0 ? -size : size;
    }

    /** The lowest bit stays set where bits are dropped, so that rounding comes out right. */
    private static float unsigned(long value) {
        return value >= 0 ? value : 2f * ((value >>> 1) | (value & 1));
    }
}
