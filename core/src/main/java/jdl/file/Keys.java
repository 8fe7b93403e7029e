package jdl.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The order of keys, byte by byte without signs, and how one is shown. */
public final class Keys {

    private static final int SHOWN = 64;

    private Keys() {}

    /** Negative, zero or positive, as the left key comes before, is, or comes after the right. */
    public static int compare(ByteBuffer left, ByteBuffer right) {
        int at = left.mismatch(right);
        if (at < 0) return 0;
        if (at == left.remaining() || at == right.remaining())
            return Integer.compare(left.remaining(), right.remaining());
        return Byte.compareUnsigned(
                left.get(left.position() + at), right.get(right.position() + at));
    }

    /** As text where it is text, else in hexadecimal digits; cut where it is long. */
    public static String show(byte[] key) {
        int length = Math.min(key.length, SHOWN);
        String more = length < key.length ? "…" : "";
        boolean text = length > 0;
        for (int i = 0; i < length; i++) text &= key[i] >= ' ' && key[i] < 127;
        if (!text) return "0x" + HexFormat.of().formatHex(key, 0, length) + more;
        return new String(key, 0, length, StandardCharsets.US_ASCII) + more;
    }
}
