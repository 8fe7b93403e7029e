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
    private final PrototxtCursor tokens;
    private int depth;

    private PrototxtParser(PrototxtCursor tokens, List<Problem> problems) {
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
        var parser =
                new PrototxtParser(
                        new PrototxtCursor(PrototxtLexer.tokens(text, problems)), problems);
        var root = new Mapping(new Place(text.name(), 1, 1), parser.whole());
        if (!problems.isEmpty()) throw new ConfigException(problems);
        return root;
    }

    private List<Entry> whole() {
        var entries = entries();
        while (tokens.peek().kind() != Kind.END) {
            Token stray = tokens.next();
            problem(stray.place(), "\"" + stray.text() + "\" closes nothing", "");
            entries.addAll(entries());
        }
        return entries;
    }

    private List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        while (tokens.peek().kind() != Kind.END && !tokens.peek().closes()) {
            int line = tokens.peek().place().line();
            try {
                entries.add(entry());
            } catch (Damage damage) {
                problems.add(damage.problem);
                if (!tokens.beginsEntry() || tokens.peek().place().line() == line) tokens.skip();
            }
        }
        return entries;
    }

    private Entry entry() throws Damage {
        Place place = tokens.peek().place();
        String key = key();
        boolean colon = tokens.accept(":");
        Node value = tokens.is("[") ? list(key, colon) : value(key, colon);
        if (!tokens.accept(";")) tokens.accept(",");
        return new Entry(place, key, value);
    }

    private String key() throws Damage {
        if (tokens.peek().kind() == Kind.NAME) return tokens.next().text();
        if (!tokens.is("[")) throw expected("a key");
        var extension = new StringBuilder();
        while (!tokens.is("]")) {
            if (tokens.peek().kind() == Kind.END) throw expected("\"]\"");
            extension.append(tokens.next().text());
        }
        return extension.append(tokens.next().text()).toString();
    }

    private Node list(String key, boolean colon) throws Damage {
        Place place = tokens.next().place();
        List<Node> items = new ArrayList<>();
        if (tokens.accept("]")) return new Listing(place, items);
        do {
            items.add(value(key, colon));
        } while (tokens.accept(","));
        if (!tokens.accept("]")) throw expected("\",\" or \"]\" in the list opened at " + place);
        return new Listing(place, items);
    }

    private Node value(String key, boolean colon) throws Damage {
        if (tokens.is("{")) return mapping("}");
        if (tokens.is("<")) return mapping(">");
        if (!colon) throw expected("\":\" or \"{\" after \"" + key + "\"");
        return scalar(key);
    }

    private Mapping mapping(String closing) throws Damage {
        Token open = tokens.next();
        if (++depth > DEPTH) tooDeep(open);
        var entries = entries();
        depth--;
        if (tokens.peek().kind() == Kind.END) {
            throw new Damage(
                    tokens.peek().place(),
                    "the text ends, but a \"" + closing + "\" is missing",
                    "the \"" + open.text() + "\" was opened at " + open.place());
        }
        if (!tokens.accept(closing)) {
            String what = "\"" + closing + "\" for the \"" + open.text() + "\" opened at ";
            throw expected(what + open.place());
        }
        return new Mapping(open.place(), entries);
    }

    private void tooDeep(Token open) {
        problem(open.place(), "more than " + DEPTH + " levels of \"{\"", "");
        throw new ConfigException(problems);
    }

    private Scalar scalar(String key) throws Damage {
        Place place = tokens.peek().place();
        if (tokens.peek().kind() == Kind.STRING) return new Scalar(place, strings(), Style.QUOTED);
        String sign = tokens.accept("-") ? "-" : "";
        if (tokens.beginsEntry()) throw expected("a value after \"" + key + ":\"");
        return switch (tokens.peek().kind()) {
            case NAME, INTEGER, FLOAT ->
                    new Scalar(place, sign + tokens.next().text(), Style.PLAIN);
            default -> throw expected("a value after \"" + key + ":\"");
        };
    }

    /** Strings in a row are one string. */
    private String strings() {
        var bytes = new StringBuilder();
        while (tokens.peek().kind() == Kind.STRING) bytes.append(tokens.next().text());
        return Utf8.decode(bytes.toString());
    }

    private Damage expected(String what) {
        Token got = tokens.peek();
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
