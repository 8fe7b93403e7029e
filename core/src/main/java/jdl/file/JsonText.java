package jdl.file;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The parts of a JSON text one after the other, for readers that know what has to come next. */
final class JsonText {

    private static final int LONGEST_NUMBER = 19;

    private final String text;
    private int at;

    JsonText(String text) {
        this.text = text;
    }

    /** Reads one of an object's members, whose key has been read. */
    interface Member {
        void read(String key) throws Damage;
    }

    /** Reads an object. */
    void object(Member member) throws Damage {
        expect('{');
        if (accept('}')) return;
        do {
            String key = string();
            expect(':');
            member.read(key);
        } while (accept(','));
        expect('}');
    }

    /** Reads a list of whole numbers, none below 0. */
    List<Long> numbers() throws Damage {
        List<Long> numbers = new ArrayList<>();
        expect('[');
        if (accept(']')) return numbers;
        do {
            numbers.add(number());
        } while (accept(','));
        expect(']');
        return numbers;
    }

    private long number() throws Damage {
        skipSpace();
        int from = at;
        while (at < text.length() && Character.digit(peek(), 10) >= 0 && peek() < 128) at++;
        boolean zeros = at - from > 1 && text.charAt(from) == '0';
        if (from == at || at - from > LONGEST_NUMBER || zeros) throw wrong(from, "a whole number");
        var value = new BigInteger(text.substring(from, at));
        if (value.bitLength() > 63) throw wrong(from, "a smaller number");
        return value.longValue();
    }

    String string() throws Damage {
        expect('"');
        var string = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') return string.toString();
            if (c < ' ') throw wrong(at - 1, "no control character in a string");
            string.append(c == '\\' ? escape() : c);
        }
        throw wrong(at, "the end of a string");
    }

    private char escape() throws Damage {
        if (at == text.length()) throw wrong(at, "the end of a string");
        char c = text.charAt(at++);
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw wrong(at - 1, "an escape that JSON has");
        };
    }

    private char unicode() throws Damage {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
            if (digit < 0) throw wrong(at, "four hexadecimal digits");
            value = 16 * value + digit;
            at++;
        }
        return (char) value;
    }

    /** Complains of anything but space up to the end. */
    void end() throws Damage {
        skipSpace();
        if (at < text.length()) throw wrong(at, "the end");
    }

    private void expect(char wanted) throws Damage {
        if (!accept(wanted)) throw wrong(at, "'" + wanted + "'");
    }

    private boolean accept(char wanted) {
        skipSpace();
        boolean there = at < text.length() && peek() == wanted;
        if (there) at++;
        return there;
    }

    private char peek() {
        return text.charAt(at);
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(peek()) >= 0) at++;
    }

    private static Damage wrong(int at, String wanted) {
        return new Damage("its header has no " + wanted + " at character " + at);
    }

    /** A string as JSON. */
    static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') quoted.append('\\').append(c);
            else if (c < ' ') quoted.append("\\u%04x".formatted((int) c));
            else quoted.append(c);
        }
        return quoted.append('"').toString();
    }
}
