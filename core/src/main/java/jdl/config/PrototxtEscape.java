package jdl.config;

import java.util.regex.Pattern;

/**
 * One backslash sequence of a prototxt string: how many chars it takes, and the bytes it stands
 * for, one in each char.
 */
record PrototxtEscape(int length, String bytes) {

    private static final String LETTERS = "abfnrtv\\?'\"";
    private static final String MEANINGS = "\u0007\b\f\n\r\t\u000b\\?'\"";
    private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{1,3})");
    private static final Pattern HEX = Pattern.compile("\\\\x([0-9a-fA-F]{1,2})");
    private static final Pattern UNICODE =
            Pattern.compile("\\\\(?:u[0-9a-fA-F]{4}|U00(?:0[0-9a-fA-F]|10)[0-9a-fA-F]{4})");

    /** The sequence whose backslash stands at {@code at}; of length 0 if it is none. */
    static PrototxtEscape at(String text, int at) {
        int letter = at + 1 < text.length() ? LETTERS.indexOf(text.charAt(at + 1)) : -1;
        if (letter >= 0) return new PrototxtEscape(2, MEANINGS.substring(letter, letter + 1));
        var octal = OCTAL.matcher(text).region(at, text.length());
        if (octal.lookingAt()) return number(octal.group(), Integer.parseInt(octal.group(1), 8));
        var hex = HEX.matcher(text).region(at, text.length());
        if (hex.lookingAt()) return number(hex.group(), Integer.parseInt(hex.group(1), 16));
        return unicode(text, at);
    }

    private static PrototxtEscape number(String written, int value) {
        return new PrototxtEscape(written.length(), Character.toString(value & 0xff));
    }

    /** A code point, which may be written as a surrogate pair. */
    private static PrototxtEscape unicode(String text, int at) {
        String head = written(text, at);
        if (head.isEmpty()) return new PrototxtEscape(0, "");
        String tail = written(text, at + head.length());
        int high = value(head);
        int low = tail.isEmpty() ? 0 : value(tail);
        boolean pair = high >> 10 == 0xd800 >> 10 && low >> 10 == 0xdc00 >> 10;
        return pair
                ? new PrototxtEscape(
                        head.length() + tail.length(),
                        Utf8.encode(Character.toCodePoint((char) high, (char) low)))
                : new PrototxtEscape(head.length(), Utf8.encode(high));
    }

    private static String written(String text, int at) {
        var matcher = UNICODE.matcher(text).region(at, text.length());
        return matcher.lookingAt() ? matcher.group() : "";
    }

    private static int value(String written) {
        return Integer.parseInt(written.substring(2), 16);
    }
}
