package jdl.config;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import jdl.config.Node.Entry;
import jdl.config.Node.Listing;
import jdl.config.Node.Mapping;
import jdl.config.Node.Scalar;
import jdl.config.Node.Style;

/** Small steps over mappings, none of which changes its argument. */
final class Mappings {

    private Mappings() {}

    /** The first entry of that key. */
    static Optional<Entry> find(Mapping mapping, String key) {
        return mapping.entries().stream().filter(e -> e.key().equals(key)).findFirst();
    }

    static Mapping without(Mapping mapping, Collection<String> keys) {
        var left = mapping.entries().stream().filter(e -> !keys.contains(e.key())).toList();
        return new Mapping(mapping.place(), left);
    }

    static Mapping plus(Mapping mapping, List<Entry> more) {
        var all = Stream.concat(mapping.entries().stream(), more.stream()).toList();
        return new Mapping(mapping.place(), all);
    }

    /** The same entries, their values changed. */
    static Mapping map(Mapping mapping, UnaryOperator<Entry> change) {
        return new Mapping(mapping.place(), mapping.entries().stream().map(change).toList());
    }

    static Entry with(Entry entry, Node value) {
        return new Entry(entry.place(), entry.key(), value);
    }

    /** The same node, all of it at one place. */
    static Node placed(Node node, Place place) {
        if (node instanceof Scalar s) return new Scalar(place, s.text(), s.style());
        if (node instanceof Listing list) {
            return new Listing(place, list.items().stream().map(n -> placed(n, place)).toList());
        }
        var entries = ((Mapping) node).entries().stream();
        return new Mapping(
                place,
                entries.map(e -> new Entry(place, e.key(), placed(e.value(), place))).toList());
    }

    /** One value changed, or each item of a list. */
    static Node mapItems(Node node, UnaryOperator<Node> change) {
        return node instanceof Listing list
                ? new Listing(list.place(), list.items().stream().map(change).toList())
                : change.apply(node);
    }

    /** One value as a list of one, a list as its items. */
    static List<Node> items(Node node) {
        return node instanceof Listing list ? list.items() : List.of(node);
    }

    /** {@code node} where it is a mapping; else an empty one, and the mistake is noted. */
    static Mapping expect(Node node, String what, Problems problems) {
        if (node instanceof Mapping mapping) return mapping;
        problems.add(
                node.place(),
                what
                        + " wants a mapping, but got "
                        + (node instanceof Listing ? "a list" : "a value"),
                "write {key: value, …}");
        return new Mapping(node.place(), List.of());
    }

    /** The mapping under {@code key}, or an empty one. */
    static Mapping section(Mapping mapping, String key, Problems problems) {
        return find(mapping, key)
                .map(e -> expect(e.value(), "\"" + key + "\"", problems))
                .orElse(new Mapping(mapping.place(), List.of()));
    }

    /** The text under {@code key}, if there is one. */
    static Optional<String> text(Mapping mapping, String key) {
        return find(mapping, key)
                .map(Entry::value)
                .filter(v -> v instanceof Scalar s && s.style() != Style.NULL)
                .map(v -> ((Scalar) v).text());
    }

    static boolean isScalar(Node node) {
        return node instanceof Scalar;
    }
}
