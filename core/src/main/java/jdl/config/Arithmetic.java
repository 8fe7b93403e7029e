package jdl.config;

import java.util.function.ToLongFunction;

/**
 * Whole numbers with {@code + - * /} and parentheses; names stand for numbers. A division must come
 * out even, for a width of 10.5 channels is a mistake that rounding would hide.
 */
final class Arithmetic {

    private static final char END = '\0';
    private static final int LONGEST = 500;

    private final String text;
    private final Place place;
    private final ToLongFunction<String> names;
    private int at;

    private Arithmetic(String text, Place place, ToLongFunction<String> names) {
        this.text = text;
        this.place = place;
        this.names = names;
    }

    /** The value of {@code text}; {@code place} is where to complain. */
    static long value(String text, Place place, ToLongFunction<String> names) {
        var reading = new Arithmetic(text, place, names);
        if (text.length() > LONGEST)
            throw reading.mistake("it has more than " + LONGEST + " letters");
        try {
            long value = reading.sum();
            if (reading.peek() != END) throw reading.mistake("unexpected '" + reading.peek() + "'");
            return value;
        } catch (ArithmeticException e) {
            throw reading.mistake("the number grows beyond 64 bits");
        }
    }

    private long sum() {
        long value = product();
        while (true) {
            if (take('+')) value = Math.addExact(value, product());
            else if (take('-')) value = Math.subtractExact(value, product());
            else return value;
        }
    }

    private long product() {
        long value = factor();
        while (true) {
            if (take('*')) value = Math.multiplyExact(value, factor());
            else if (take('/')) value = quotient(value, factor());
            else return value;
        }
    }

    private long quotient(long a, long b) {
        if (b == 0 || a % b != 0) {
            throw mistake(a + " / " + b + " is no whole number");
        }
        return a / b;
    }

    private long factor() {
        if (take('-')) return Math.negateExact(factor());
        if (take('(')) {
            long value = sum();
            if (!take(')')) throw mistake("a ')' is missing");
            return value;
        }
        String word = word();
        if (word.isEmpty()) throw mistake("a number or a name is missing");
        return Character.isDigit(word.charAt(0)) ? number(word) : names.applyAsLong(word);
    }

    private long number(String word) {
        try {
            return Long.parseLong(word);
        } catch (NumberFormatException e) {
            throw mistake("\"" + word + "\" is no whole number");
        }
    }

    private String word() {
        peek();
        int from = at;
        while (at < text.length() && Names.isPart(text.charAt(at))) at++;
        return text.substring(from, at);
    }

    private boolean take(char c) {
        if (peek() != c) return false;
        at++;
        return true;
    }

    private char peek() {
        while (at < text.length() && text.charAt(at) == ' ') at++;
        return at < text.length() ? text.charAt(at) : END;
    }

    private ConfigException mistake(String what) {
        return new ConfigException(
                place,
                "cannot work out \"${" + text + "}\": " + what,
                "inside ${…} stand whole numbers, variables, + - * / and parentheses");
    }
}
