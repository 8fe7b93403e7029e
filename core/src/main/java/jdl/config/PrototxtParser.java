package jdl.config;

import java.util.ArrayList;
import java.util.List;
import jdl.config.Node.Entry;
import jdl.config.Node.Listing;
import jdl.config.Node.Mapping;
import jdl.config.Node.Scalar;
import jdl.config.Node.Style;
import jdl.config.PrototxtLexer.Kind;
import jdl.config.PrototxtLexer.Token;

/**
 * Reads protobuf's text format, as C++ protobuf 3.21 does for Caffe's files, into a tree with
 * places. A field that is written several times is several entries of one key.
 */
final class PrototxtParser {

    private static final int DEPTH = 100;

    private final List<Problem> problems;
    private final List<Token> tokens;
    private int at;
    private int depth;

    private PrototxtParser(List<Token> tokens, List<Problem> problems) {
        this.tokens = tokens;
        this.problems = problems;
    }

    /** A mistake from which the parser recovers behind the damage. */
    private static final class Damage extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Problem problem;

        Damage(Place place, String mistake, String wayOut) {
            super(mistake);
            this.problem = new Problem(place, mistake, wayOut);
        }
    }

    static Mapping parse(Text text) {
        List<Problem> problems = new ArrayList<>();
        var parser = new PrototxtParser(PrototxtLexer.tokens(text, problems), problems);
        var root = new Mapping(new Place(text.name(), 1, 1), parser.whole());
        if (!problems.isEmpty()) throw new ConfigException(problems);
        return root;
    }

    private List<Entry> whole() {
        var entries = entries();
        while (peek().kind() != Kind.END) {
            Token stray = next();
            problem(stray.place(), "\"" + stray.text() + "\" closes nothing", "");
            entries.addAll(entries());
        }
        return entries;
    }

    private List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        while (peek().kind() != Kind.END && !isClosing(peek())) {
            int line = peek().place().line();
            try {
                entries.add(entry());
            } catch (Damage damage) {
                problems.add(damage.problem);
                if (!beginsEntry() || peek().place().line() == line) skip();
            }
        }
        return entries;
    }

    /** Goes to the next line on this level, or to the end of the level. */
    private void skip() {
        int line = peek().place().line();
        int open = 0;
        while (peek().kind() != Kind.END) {
            if (open == 0 && (isClosing(peek()) || peek().place().line() > line)) return;
            if (isOpening(peek())) open++;
            if (isClosing(peek())) open--;
            next();
        }
    }

    private boolean beginsEntry() {
        return peek().kind() == Kind.NAME && isSymbol(tokens.get(at + 1), ":{<");
    }

    private Entry entry() throws Damage {
        Place place = peek().place();
        String key = key();
        boolean colon = accept(":");
        Node value = is("[") ? list(key, colon) : value(key, colon);
        if (!accept(";")) accept(",");
        return new Entry(place, key, value);
    }

    private String key() throws Damage {
        if (peek().kind() == Kind.NAME) return next().text();
        if (!is("[")) throw expected("a key");
        var extension = new StringBuilder();
        while (!is("]")) {
            if (peek().kind() == Kind.END) throw expected("\"]\"");
            extension.append(next().text());
        }
        return extension.append(next().text()).toString();
    }

    private Node list(String key, boolean colon) throws Damage {
        Place place = next().place();
        List<Node> items = new ArrayList<>();
        if (accept("]")) return new Listing(place, items);
        do {
            items.add(value(key, colon));
        } while (accept(","));
        if (!accept("]")) throw expected("\",\" or \"]\" in the list opened at " + place);
        return new Listing(place, items);
    }

    private Node value(String key, boolean colon) throws Damage {
        if (is("{")) return mapping("}");
        if (is("<")) return mapping(">");
        if (!colon) throw expected("\":\" or \"{\" after \"" + key + "\"");
        return scalar(key);
    }

    private Mapping mapping(String closing) throws Damage {
        Token open = next();
        if (++depth > DEPTH) tooDeep(open);
        var entries = entries();
        depth--;
        if (peek().kind() == Kind.END) {
            throw new Damage(
                    peek().place(),
                    "the text ends, but a \"" + closing + "\" is missing",
                    "the \"" + open.text() + "\" was opened at " + open.place());
        }
        if (!accept(closing)) {
            throw expected(
                    "\""
                            + closing
                            + "\" for the \""
                            + open.text()
                            + "\" opened at "
                            + open.place());
        }
        return new Mapping(open.place(), entries);
    }

    private void tooDeep(Token open) {
        problem(open.place(), "more than " + DEPTH + " levels of \"{\"", "");
        throw new ConfigException(problems);
    }

    private Scalar scalar(String key) throws Damage {
        Place place = peek().place();
        if (peek().kind() == Kind.STRING) return new Scalar(place, strings(), Style.QUOTED);
        String sign = accept("-") ? "-" : "";
        if (beginsEntry()) throw expected("a value after \"" + key + ":\"");
        return switch (peek().kind()) {
            case NAME, INTEGER, FLOAT -> new Scalar(place, sign + next().text(), Style.PLAIN);
            default -> throw expected("a value after \"" + key + ":\"");
        };
    }

    /** Strings in a row are one string. */
    private String strings() {
        var bytes = new StringBuilder();
        while (peek().kind() == Kind.STRING) bytes.append(next().text());
        return Utf8.decode(bytes.toString());
    }

    private Token peek() {
        return tokens.get(at);
    }

    private Token next() {
        return tokens.get(at < tokens.size() - 1 ? at++ : at);
    }

    private boolean is(String symbol) {
        return peek().kind() == Kind.SYMBOL && peek().text().equals(symbol);
    }

    private boolean accept(String symbol) {
        boolean found = is(symbol);
        if (found) next();
        return found;
    }

    private static boolean isOpening(Token token) {
        return isSymbol(token, "{<");
    }

    private static boolean isClosing(Token token) {
        return isSymbol(token, "}>");
    }

    private static boolean isSymbol(Token token, String any) {
        return token.kind() == Kind.SYMBOL && any.contains(token.text());
    }

    private Damage expected(String what) {
        Token got = peek();
        String shown =
                switch (got.kind()) {
                    case END -> "the end of the text";
                    case STRING -> "a string";
                    default -> "\"" + got.text() + "\"";
                };
        return new Damage(got.place(), "expected " + what + ", but got " + shown, "");
    }

    private void problem(Place place, String mistake, String wayOut) {
        problems.add(new Problem(place, mistake, wayOut));
    }
}
