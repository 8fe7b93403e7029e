package jdl.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdl.config.ConfigOverride.Step;
import jdl.config.Node.Entry;
import jdl.config.Node.Listing;
import jdl.config.Node.Mapping;

/** Puts a value at the end of a path, and makes what is missing on the way. */
final class Setting {

    private final Place place;
    private final Node value;

    Setting(Place place, Node value) {
        this.place = place;
        this.value = value;
    }

    /** {@code mapping} with the value at the end of {@code path}, which begins with a key. */
    Mapping in(Mapping mapping, List<Step> path) {
        var key = ((Step.Key) path.get(0)).name();
        var there = mapping.entries().stream().filter(e -> e.key().equals(key)).toList();
        var items = there.stream().flatMap(e -> Mappings.items(e.value()).stream()).toList();
        var made = new Entry(place, key, made(key, items, path.subList(1, path.size())));
        var entries = new ArrayList<>(mapping.entries());
        if (there.isEmpty()) {
            entries.add(made);
        } else {
            entries.set(entries.indexOf(there.get(0)), made);
            entries.removeAll(there);
        }
        return new Mapping(mapping.place(), entries);
    }

    /** What the values {@code items} of one key become. */
    private Node made(String key, List<Node> items, List<Step> path) {
        if (path.isEmpty()) return value;
        if (path.get(0) instanceof Step.Index index) {
            return indexed(key, items, index.number(), path.subList(1, path.size()));
        }
        if (items.size() > 1) {
            throw new ConfigException(
                    place,
                    "\"" + key + "\" stands " + items.size() + " times",
                    "say which: " + key + "[0] to " + key + "[" + (items.size() - 1) + "]");
        }
        return inside(items.stream().findFirst(), path);
    }

    private Node indexed(String key, List<Node> items, int index, List<Step> path) {
        if (index > items.size()) {
            throw new ConfigException(
                    place,
                    "\""
                            + key
                            + "\" has "
                            + items.size()
                            + " values, so there is no ["
                            + index
                            + "]",
                    "the next free one is " + key + "[" + items.size() + "]");
        }
        var list = new ArrayList<>(items);
        if (index == items.size()) list.add(value);
        var before = index < items.size() ? Optional.of(items.get(index)) : Optional.<Node>empty();
        list.set(index, path.isEmpty() ? value : inside(before, path));
        return new Listing(place, list);
    }

    private Node inside(Optional<Node> node, List<Step> path) {
        if (!(path.get(0) instanceof Step.Key)) {
            throw new ConfigException(place, "a list within a list", "no field is one");
        }
        boolean mapping = node.isPresent() && node.get() instanceof Mapping;
        return in(mapping ? (Mapping) node.get() : new Mapping(place, List.of()), path);
    }
}
