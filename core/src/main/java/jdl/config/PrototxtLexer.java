package jdl.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Cuts prototxt into tokens where C++ protobuf's tokenizer would. A text of a {@link Kind#STRING}
 * is its bytes, one in each char, because an escape may write a part of a UTF-8 sequence.
 */
final class PrototxtLexer {

    enum Kind {
        NAME,
        INTEGER,
        FLOAT,
        STRING,
        SYMBOL,
        END
    }

    record Token(Place place, Kind kind, String text) {

        boolean opens() {
            return isSymbol("{<");
        }

        boolean closes() {
            return isSymbol("}>");
        }

        /** Whether this is one of several symbols. */
        boolean isSymbol(String any) {
            return kind == Kind.SYMBOL && any.contains(text);
        }
    }

    private static final Pattern SPACE = Pattern.compile("(?:[ \\t\\r\\n\\x0b\\f]|#[^\\n]*)+");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    // All that hangs together with a number, so that "1.2.3" and "5x" are one mistake, not two
    // tokens.
    private static final Pattern NUMBER_LIKE =
            Pattern.compile("\\.?[0-9](?:[eE][+-](?=[0-9])|[a-zA-Z0-9_.])*");
    private static final Pattern INTEGER = Pattern.compile("0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*");
    private static final Pattern FLOAT =
            Pattern.compile(
                    "(?:(?:0|[1-9][0-9]*)(?:\\.[0-9]*|(?=[eEfF]))|\\.[0-9]+)"
                            + "(?:[eE][+-]?[0-9]+)?[fF]?");

    private final String file;
    private final String text;
    private final List<Problem> problems;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private int lineStart;

    private PrototxtLexer(Text text, List<Problem> problems) {
        this.file = text.name();
        this.text = text.content();
        this.problems = problems;
        this.at = text.content().startsWith("\uFEFF") ? 1 : 0;
        this.lineStart = at;
    }

    /** The tokens of a text, an END last; what is no token is added to the problems. */
    static List<Token> tokens(Text text, List<Problem> problems) {
        var lexer = new PrototxtLexer(text, problems);
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        while (true) {
            match(SPACE);
            Place place = place();
            if (at == text.length()) {
                tokens.add(new Token(place, Kind.END, "end of the text"));
                return;
            }
            String name = match(NAME);
            String number = match(NUMBER_LIKE);
            if (!name.isEmpty()) {
                tokens.add(new Token(place, Kind.NAME, name));
            } else if (!number.isEmpty()) {
                tokens.add(number(place, number));
            } else if (peek() == '"' || peek() == '\'') {
                tokens.add(new Token(place, Kind.STRING, string(place)));
            } else {
                symbol(place);
            }
        }
    }

    private Token number(Place place, String number) {
        if (INTEGER.matcher(number).matches()) return new Token(place, Kind.INTEGER, number);
        if (!FLOAT.matcher(number).matches()) {
            boolean octal = number.length() > 1 && number.matches("0[0-9]*");
            String wayOut = octal ? "a number that begins with 0 is octal: leave the 0 away" : "";
            problem(place, "\"" + number + "\" is not a number", wayOut);
        }
        return new Token(place, Kind.FLOAT, number);
    }

    private void symbol(Place place) {
        int c = text.codePointAt(at);
        at += Character.charCount(c);
        if (c >= ' ' && c < 0x7f) {
            tokens.add(new Token(place, Kind.SYMBOL, Character.toString(c)));
        } else {
            String shown = Character.isLetterOrDigit(c) ? " \"" + Character.toString(c) + "\"" : "";
            String code = String.format("U+%04X", c);
            problem(
                    place,
                    "unexpected character " + code + shown,
                    "only strings and comments may hold it");
        }
    }

    private String string(Place start) {
        char quote = peek();
        at++;
        var bytes = new StringBuilder();
        while (peek() != quote) {
            if (at == text.length() || peek() == '\n') {
                problem(start, "this string is not closed", "put a " + quote + " at its end");
                return bytes.toString();
            }
            if (peek() == '\\') {
                escape(bytes);
            } else {
                int c = text.codePointAt(at);
                if (c == 0) problem(place(), "unexpected character U+0000", "");
                bytes.append(Utf8.encode(c));
                at += Character.charCount(c);
            }
        }
        at++;
        return bytes.toString();
    }

    private void escape(StringBuilder bytes) {
        var escape = PrototxtEscape.at(text, at);
        if (escape.length() == 0) {
            problem(
                    place(),
                    "unknown escape in a string",
                    "write \\\\ for a backslash; known escapes: "
                            + "\\n, \\t, \\\", \\', \\ooo, \\xhh, \\uhhhh");
            at++;
        } else {
            bytes.append(escape.bytes());
            at += escape.length();
        }
    }

    /** What the pattern matches from here, which may be nothing; moves behind it. */
    private String match(Pattern pattern) {
        var matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) return "";
        String found = matcher.group();
        for (int i = found.indexOf('\n'); i >= 0; i = found.indexOf('\n', i + 1)) {
            line++;
            lineStart = at + i + 1;
        }
        at += found.length();
        return found;
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private Place place() {
        return new Place(file, line, at - lineStart + 1);
    }

    private void problem(Place place, String mistake, String wayOut) {
        problems.add(new Problem(place, mistake, wayOut));
    }
}
