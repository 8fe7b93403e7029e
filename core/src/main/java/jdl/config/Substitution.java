package jdl.config;

import java.util.List;
import jdl.config.Node.Entry;
import jdl.config.Node.Listing;
import jdl.config.Node.Mapping;
import jdl.config.Node.Scalar;
import jdl.config.Node.Style;

/**
 * Puts values in the place of <code>${name}</code> and <code>${width * 2}</code>. A scalar that is
 * nothing but one name becomes the named value, whatever that is; two dollars mean one, and no
 * name.
 */
final class Substitution {

    private static final int LONGEST = 100_000;

    private final Scope scope;
    private final Problems problems;

    Substitution(Scope scope, Problems problems) {
        this.scope = scope;
        this.problems = problems;
    }

    Node apply(Node node) {
        if (node instanceof Scalar scalar) return problems.attempt(node, () -> scalar(scalar));
        if (node instanceof Listing list) {
            return new Listing(list.place(), list.items().stream().map(this::apply).toList());
        }
        var mapping = (Mapping) node;
        return new Mapping(
                mapping.place(),
                mapping.entries().stream()
                        .map(e -> new Entry(e.place(), e.key(), apply(e.value())))
                        .toList());
    }

    private Node scalar(Scalar scalar) {
        String text = scalar.text();
        if (!text.contains("${")) return scalar;
        if (text.startsWith("${") && text.indexOf('}') == text.length() - 1) {
            return whole(scalar, text.substring(2, text.length() - 1).strip());
        }
        return new Scalar(scalar.place(), parts(scalar), scalar.style());
    }

    private Node whole(Scalar scalar, String inside) {
        var value = value(inside, scalar.place());
        return value instanceof Scalar v ? new Scalar(scalar.place(), v.text(), v.style()) : value;
    }

    private String parts(Scalar scalar) {
        String text = scalar.text();
        var out = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            if (out.length() > LONGEST) {
                String mistake = "the text grows beyond " + LONGEST + " letters";
                throw new ConfigException(scalar.place(), mistake, "");
            }
            if (text.startsWith("$${", at)) {
                out.append("${");
                at += 3;
            } else if (text.startsWith("${", at)) {
                int end = text.indexOf('}', at);
                if (end < 0) throw unclosed(scalar);
                out.append(piece(text.substring(at + 2, end).strip(), scalar.place()));
                at = end + 1;
            } else {
                out.append(text.charAt(at++));
            }
        }
        return out.toString();
    }

    private String piece(String inside, Place place) {
        if (value(inside, place) instanceof Scalar v && v.style() != Style.NULL) return v.text();
        throw new ConfigException(
                place,
                "\"" + inside + "\" is not a single value, so it cannot be part of a text",
                "write \"${" + inside + "}\" alone, or give it one value");
    }

    private Node value(String inside, Place place) {
        if (Names.isName(inside)) return find(inside, place);
        long number = Arithmetic.value(inside, place, name -> number(name, place));
        return new Scalar(place, Long.toString(number), Style.PLAIN);
    }

    private Node find(String name, Place place) {
        return scope.find(name)
                .orElseThrow(() -> new ConfigException(List.of(scope.unknown(name, place))));
    }

    private long number(String name, Place place) {
        var value = find(name, place);
        if (value instanceof Scalar v && v.text().matches("-?\\d{1,18}")) {
            return Long.parseLong(v.text());
        }
        String got = value instanceof Scalar v ? "\"" + v.text() + "\"" : "a list or mapping";
        throw new ConfigException(
                place, "\"" + name + "\" is " + got + ", but a whole number is wanted here", "");
    }

    private static ConfigException unclosed(Scalar scalar) {
        return new ConfigException(
                scalar.place(),
                "\"${\" without its \"}\" in \"" + scalar.text() + "\"",
                "close it, or write \"$${\" for a plain \"${\"");
    }
}
