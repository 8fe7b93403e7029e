package jdl.config;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * UTF-8 without loss. Bytes are held in a string, one in each char. What is not UTF-8 becomes half
 * surrogates U+DC80 to U+DCFF in the text, one for each byte, and turns back into these bytes.
 */
final class Utf8 {

    private static final int ESCAPE = 0xdc00;

    private Utf8() {}

    static String decode(String bytes) {
        var in = ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1));
        var out = CharBuffer.allocate(bytes.length());
        var decoder = StandardCharsets.UTF_8.newDecoder();
        for (CoderResult result = decoder.decode(in, out, true);
                result.isError();
                result = decoder.decode(in, out, true)) {
            for (int i = 0; i < result.length(); i++) out.put((char) (ESCAPE + (in.get() & 0xff)));
        }
        return out.flip().toString();
    }

    static String encode(String text) {
        var bytes = new StringBuilder();
        text.codePoints()
                .forEach(
                        c ->
                                bytes.append(
                                        isEscape(c) ? Character.toString(c - ESCAPE) : encode(c)));
        return bytes.toString();
    }

    /** The bytes of a code point; of half a pair, too, as C++ writes it. */
    static String encode(int c) {
        if (c < 0x80) return Character.toString(c);
        var bytes = new StringBuilder();
        int shift = c < 0x800 ? 6 : c < 0x10000 ? 12 : 18;
        int mark = c < 0x800 ? 0xc0 : c < 0x10000 ? 0xe0 : 0xf0;
        bytes.append((char) (mark | (c >> shift)));
        for (shift -= 6; shift >= 0; shift -= 6)
            bytes.append((char) (0x80 | ((c >> shift) & 0x3f)));
        return bytes.toString();
    }

    /** Whether the text is free of halves of surrogate pairs, and so can be a protobuf string. */
    static boolean isWhole(String text) {
        return text.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff);
    }

    private static boolean isEscape(int c) {
        return c >= ESCAPE + 0x80 && c <= ESCAPE + 0xff;
    }
}
