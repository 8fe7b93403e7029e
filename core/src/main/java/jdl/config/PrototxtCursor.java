package jdl.config;

import java.util.List;
import jdl.config.PrototxtLexer.Kind;
import jdl.config.PrototxtLexer.Token;

/** A walk along the tokens of a prototxt; it stays at the END, however often one steps on. */
final class PrototxtCursor {

    private final List<Token> tokens;
    private int at;

    PrototxtCursor(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(at);
    }

    Token next() {
        return tokens.get(at < tokens.size() - 1 ? at++ : at);
    }

    boolean is(String symbol) {
        return peek().isSymbol(symbol);
    }

    boolean accept(String symbol) {
        boolean found = is(symbol);
        if (found) next();
        return found;
    }

    /** Whether a key with its ":" or "{" stands here, and so no value. */
    boolean beginsEntry() {
        return peek().kind() == Kind.NAME && tokens.get(at + 1).isSymbol(":{<");
    }

    /** Goes to the next line on this level, or to the end of the level. */
    void skip() {
        int line = peek().place().line();
        int open = 0;
        while (peek().kind() != Kind.END) {
            if (open == 0 && (peek().closes() || peek().place().line() > line)) return;
            if (peek().opens()) open++;
            if (peek().closes()) open--;
            next();
        }
    }
}
