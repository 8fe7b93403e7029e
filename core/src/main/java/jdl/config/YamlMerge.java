package jdl.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdl.config.Node.Entry;
import jdl.config.Node.Listing;
import jdl.config.Node.Mapping;
import jdl.config.Node.Scalar;
import jdl.config.Node.Style;

/**
 * YAML's {@code <<: *other}: the entries of another mapping, unless the key is written here as
 * well; of several mappings the first one wins.
 */
final class YamlMerge {

    static final String KEY = "<<";

    private YamlMerge() {}

    /** The entries of a mapping with its merges carried out; keys written twice are problems. */
    static List<Entry> merged(List<Entry> written, List<Problem> problems) {
        Map<String, Place> places = new HashMap<>();
        for (Entry entry : written) {
            Place first = places.putIfAbsent(entry.key(), entry.place());
            if (first != null) {
                String mistake = "duplicate key \"" + entry.key() + "\"";
                problems.add(new Problem(entry.place(), mistake, "it was first set at " + first));
            }
        }
        Set<String> known = new HashSet<>(places.keySet());
        List<Entry> merged = new ArrayList<>();
        for (Entry entry : written) {
            if (!entry.key().equals(KEY)) {
                merged.add(entry);
                continue;
            }
            for (Mapping source : sources(entry.value(), problems)) {
                source.entries().stream().filter(e -> known.add(e.key())).forEach(merged::add);
            }
        }
        return merged;
    }

    private static List<Mapping> sources(Node value, List<Problem> problems) {
        List<Mapping> sources = new ArrayList<>();
        var nodes = value instanceof Listing listing ? listing.items() : List.of(value);
        for (Node node : nodes) {
            if (node instanceof Mapping mapping) {
                sources.add(mapping);
            } else if (!(node instanceof Scalar scalar && scalar.style() == Style.NULL)) {
                problems.add(
                        new Problem(
                                node.place(),
                                "\"<<\" merges mappings, but got something else",
                                "write <<: *name, where &name stands before a mapping"));
            }
        }
        return sources;
    }
}
