package jdl.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What names stand for in one part of a file: a block's parameters, or the file's {@code vars}. A
 * name that is unknown here is looked up outside. Remembers who was asked for.
 */
final class Scope {

    private final Map<String, Node> written;
    private final Map<String, Node> settled = new HashMap<>();
    private final Set<String> asked = new HashSet<>();
    private final Set<String> busy = new HashSet<>();
    private final Function<String, Optional<Node>> outer;
    private final Set<String> outerNames;

    private Scope(
            Map<String, Node> written,
            Function<String, Optional<Node>> outer,
            Set<String> outerNames) {
        this.written = written;
        this.outer = outer;
        this.outerNames = outerNames;
    }

    /** The file's own variables; {@code given} are the caller's, for example the environment. */
    static Scope ofFile(Map<String, Node> vars, Function<String, Optional<String>> given) {
        var nowhere = new Place("the environment", 0, 0);
        return new Scope(
                vars,
                name -> given.apply(name).map(v -> new Node.Scalar(nowhere, v, Node.Style.PLAIN)),
                Set.of());
    }

    /**
     * A scope inside this one.
     *
     * @param written values that may themselves ask for names of the new scope
     * @param done values to be taken as they are
     */
    Scope inner(Map<String, Node> written, Map<String, Node> done) {
        var inner = new Scope(written, this::find, names());
        inner.settled.putAll(done);
        return inner;
    }

    Optional<Node> find(String name) {
        asked.add(name);
        var known = settled.get(name);
        if (known != null) return Optional.of(known);
        var raw = written.get(name);
        return raw == null ? outer.apply(name) : Optional.of(settle(name, raw));
    }

    Set<String> asked() {
        return Set.copyOf(asked);
    }

    /** All names that are known here; those of the environment are not told. */
    Set<String> names() {
        var names = new TreeSet<>(outerNames);
        names.addAll(written.keySet());
        names.addAll(settled.keySet());
        return names;
    }

    private Node settle(String name, Node raw) {
        if (!busy.add(name)) {
            throw new ConfigException(
                    raw.place(), "\"" + name + "\" needs itself", "a variable goes in a circle");
        }
        var problems = new Problems(new ArrayList<>());
        var value = new Substitution(this, problems).apply(raw);
        busy.remove(name);
        problems.check();
        settled.put(name, value);
        return value;
    }

    /** The problem of a name that nobody knows. */
    Problem unknown(String name, Place place) {
        return new Problem(
                place,
                "unknown variable \"" + name + "\"",
                Spelling.advice(name, names(), "variables") + "; the environment has none either");
    }
}
