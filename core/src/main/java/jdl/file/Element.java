package jdl.file;

import java.nio.ByteBuffer;

/**
 * How a number lies in a file, lowest byte first. What is no float becomes the nearest one; the
 * bits of a float stay as they are.
 */
public enum Element {
    F32(4),
    F64(8),
    F16(2),
    BF16(2),
    I8(1),
    I16(2),
    I32(4),
    I64(8),
    U8(1),
    U16(2),
    U32(4),
    U64(8),
    BOOL(1);

    private final int bytes;

    Element(int bytes) {
        this.bytes = bytes;
    }

    public int bytes() {
        return bytes;
    }

    /** Reads the next {@code count} numbers of a little-endian buffer. */
    public void read(ByteBuffer from, float[] to, int at, int count) {
        if (this == F32) {
            from.asFloatBuffer().get(to, at, count);
            from.position(from.position() + count * bytes);
        } else {
            for (int i = 0; i < count; i++) to[at + i] = next(from);
        }
    }

    private float next(ByteBuffer from) {
        return switch (this) {
            case F32 -> from.getFloat();
            case F64 -> (float) from.getDouble();
            case F16 -> half(from.getShort());
            case BF16 -> Float.intBitsToFloat(from.getShort() << 16);
            case I8 -> from.get();
            case I16 -> from.getShort();
            case I32 -> from.getInt();
            case I64 -> from.getLong();
            case U8 -> from.get() & 0xff;
            case U16 -> from.getShort() & 0xffff;
            case U32 -> from.getInt() & 0xffffffffL;
            case U64 -> unsigned(from.getLong());
            case BOOL -> from.get() == 0 ? 0 : 1;
        };
    }

    /** Of a number that needs its highest bit, the lowest one tells only how to round. */
    private static float unsigned(long bits) {
        return bits >= 0 ? bits : 2f * ((bits >>> 1) | (bits & 1));
    }

    /** IEEE 754 half precision: 5 bits of exponent, 10 of fraction. */
    static float half(short bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        if (exponent == 0) return (sign == 0 ? 1f : -1f) * fraction * 0x1p-24f;
        int wide = exponent == 0x1f ? 0xff : exponent + 127 - 15;
        return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
    }
}
