package jdl.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jdl.config.Node.Entry;
import jdl.config.Node.Listing;
import jdl.config.Node.Mapping;
import jdl.config.Node.Scalar;
import jdl.config.Node.Style;

/**
 * Gives the layers of one net, taken one after the other, what they leave out: {@code name}, {@code
 * bottom}, {@code top}. What is written always wins, be it {@code ~} or {@code []}.
 */
final class LayerDefaults {

    private final LayerTypes types;
    private final Problems problems;
    private final Map<String, Integer> counts = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private final Map<String, Place> made = new HashMap<>();
    private Optional<Node> above = Optional.empty();

    LayerDefaults(LayerTypes types, Problems problems) {
        this.types = types;
        this.problems = problems;
    }

    /** What the next layer reads if it does not say so. */
    Optional<Node> above() {
        return above;
    }

    /** Lets the next layer read {@code bottom} if it does not say what. */
    void readFrom(Node bottom) {
        above = Optional.of(bottom);
    }

    Mapping fill(Mapping layer) {
        String type = Mappings.text(layer, "type").orElse("Layer");
        var rule = types.rule(type);
        var added = new ArrayList<Entry>();
        var name = name(layer, type, added);
        if (rule.getBottoms() && isMissing(layer, "bottom")) {
            above.ifPresent(b -> added.add(new Entry(layer.place(), "bottom", b)));
        }
        if (rule.getTops() && isMissing(layer, "top")) {
            var tops =
                    rule.getTopCount() > 0
                            ? List.copyOf(rule.getTopList())
                            : name.stream().toList();
            added.add(new Entry(layer.place(), "top", list(tops, layer.place())));
        }
        var full = Mappings.plus(layer, added);
        firstTop(full).ifPresent(this::readFrom);
        return full;
    }

    private Optional<String> name(Mapping layer, String type, List<Entry> added) {
        int number = counts.merge(type, 1, Integer::sum);
        if (!isMissing(layer, "name")) {
            var name = Mappings.text(layer, "name");
            name.ifPresent(n -> written(n, layer));
            return name;
        }
        String stem = type.toLowerCase(Locale.ROOT);
        while (names.contains(stem + number)) number++;
        String name = stem + number;
        names.add(name);
        made.put(name, layer.place());
        added.add(new Entry(layer.place(), "name", quoted(name, layer.place())));
        return Optional.of(name);
    }

    private void written(String name, Mapping layer) {
        names.add(name);
        var taken = made.get(name);
        if (taken == null) return;
        problems.add(
                Mappings.find(layer, "name").orElseThrow().place(),
                "\"" + name + "\" is already the name of the unnamed layer at " + taken,
                "name that layer, or call this one differently");
    }

    private static Optional<Node> firstTop(Mapping layer) {
        return Mappings.find(layer, "top")
                .flatMap(e -> Mappings.items(e.value()).stream().findFirst())
                .filter(n -> n instanceof Scalar s && s.style() != Style.NULL);
    }

    private static boolean isMissing(Mapping layer, String key) {
        return Mappings.find(layer, key).isEmpty();
    }

    private static Node list(List<String> texts, Place place) {
        return new Listing(place, texts.stream().map(t -> quoted(t, place)).toList());
    }

    private static Node quoted(String text, Place place) {
        return new Scalar(place, text, Style.QUOTED);
    }
}
