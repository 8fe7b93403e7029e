package jdl.file.hdf5;

import java.io.ByteArrayOutputStream;

/** The part of a file that says what is where: bytes, one behind the other, from an address on. */
final class Structure {

    /** No address: all ones. */
    static final long UNDEFINED = -1;

    private final long start;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Structure(long start) {
        this.start = start;
    }

    /** Where the next byte goes. */
    long address() {
        return start + bytes.size();
    }

    Structure u8(int... values) {
        for (int value : values) bytes.write(value);
        return this;
    }

    Structure u16(int value) {
        return u8(value, value >>> 8);
    }

    Structure u32(long value) {
        return u16((int) value).u16((int) (value >>> 16));
    }

    Structure u64(long... values) {
        for (long value : values) u32(value).u32(value >>> 32);
        return this;
    }

    Structure text(String signature) {
        for (char letter : signature.toCharArray()) u8(letter);
        return this;
    }

    Structure put(byte[] part) {
        bytes.writeBytes(part);
        return this;
    }

    /** Zeros up to an address. */
    Structure fillTo(long address) {
        return put(new byte[(int) (address - address())]);
    }

    /** Zeros up to the next multiple of 8. */
    Structure align() {
        return fillTo((address() + 7) / 8 * 8);
    }

    byte[] toArray() {
        return bytes.toByteArray();
    }
}
