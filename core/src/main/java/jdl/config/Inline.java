package jdl.config;

import static java.util.stream.Collectors.toSet;

import com.google.protobuf.Descriptors.Descriptor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdl.config.Node.Entry;
import jdl.config.Node.Listing;
import jdl.config.Node.Mapping;

/**
 * Moves settings that stand directly in a layer to the message where they belong: {@code {type:
 * Convolution, num_output: 20}} means {@code convolution_param: {num_output: 20}}.
 */
final class Inline implements NodePass {

    @Override
    public Node apply(Node root, Descriptor type, boolean yaml, List<Problem> problems) {
        if (!yaml || !(root instanceof Mapping file)) return root;
        var types = new LayerTypes(Nets.layerType(type));
        var noted = new Problems(problems);
        return Nets.map(file, type, net -> net(net, types, noted), node -> node);
    }

    @Override
    public Collection<String> keys(Descriptor type, Mapping written) {
        if (!type.getFullName().equals(Nets.LAYER_MESSAGE)) return List.of();
        var types = new LayerTypes(type);
        return Mappings.text(written, "type").map(types::inlineKeys).orElse(Set.of());
    }

    private static Mapping net(Mapping net, LayerTypes types, Problems problems) {
        return Mappings.map(
                net,
                e -> {
                    if (!Nets.LAYERS.contains(e.key()) || Mappings.isScalar(e.value())) return e;
                    var layers = Mappings.items(e.value()).stream();
                    var meant = layers.map(n -> layer(n, types, problems)).toList();
                    return Mappings.with(e, new Listing(e.value().place(), meant));
                });
    }

    private static Node layer(Node node, LayerTypes types, Problems problems) {
        if (!(node instanceof Mapping layer)) return node;
        var strange = layer.entries().stream().filter(e -> !types.isField(e.key())).toList();
        if (strange.isEmpty()) return layer;
        var type = Mappings.text(layer, "type");
        if (type.isEmpty() || !types.isKnown(type.get())) {
            problems.add(typeless(layer, strange, types));
            // One mistake is enough for them all.
            return Mappings.without(layer, strange.stream().map(Entry::key).collect(toSet()));
        }
        var seats = new LinkedHashMap<String, List<Entry>>();
        var rest = new ArrayList<Entry>();
        for (var e : layer.entries()) {
            types.seat(type.get(), e.key())
                    .ifPresentOrElse(
                            s -> seats.computeIfAbsent(s.getName(), k -> new ArrayList<>()).add(e),
                            () -> rest.add(e));
        }
        return seated(new Mapping(layer.place(), rest), seats, problems);
    }

    /** The layer with its settings in their seats, beside those that were written there. */
    private static Mapping seated(
            Mapping layer, Map<String, List<Entry>> seats, Problems problems) {
        var whole = layer;
        for (var seat : seats.entrySet()) {
            var inline = seat.getValue();
            var place = inline.get(0).place();
            var there = Mappings.find(layer, seat.getKey());
            if (there.isEmpty()) {
                var made = new Entry(place, seat.getKey(), new Mapping(place, inline));
                whole = Mappings.plus(whole, List.of(made));
            } else if (there.get().value() instanceof Mapping settings) {
                noteTwice(settings, inline, problems);
                var joined = Mappings.plus(settings, inline);
                whole =
                        Mappings.map(
                                whole, e -> e.equals(there.get()) ? Mappings.with(e, joined) : e);
            }
        }
        return whole;
    }

    private static void noteTwice(Mapping settings, List<Entry> inline, Problems problems) {
        for (var e : inline) {
            Mappings.find(settings, e.key())
                    .ifPresent(
                            first ->
                                    problems.add(
                                            e.place(),
                                            "duplicate key \"" + e.key() + "\"",
                                            "it was first set at " + first.place()));
        }
    }

    /** What is wrong with a layer whose type says nothing of the keys in it. */
    private static Problem typeless(Mapping layer, List<Entry> strange, LayerTypes types) {
        var type = Mappings.find(layer, "type");
        if (type.isPresent()) {
            String name = Mappings.text(layer, "type").orElse("");
            return new Problem(
                    type.get().value().place(),
                    "layer type \"" + name + "\" has no setting \"" + strange.get(0).key() + "\"",
                    Spelling.advice(name, types.names(), "types"));
        }
        for (Entry e : strange) {
            var meant = Spelling.nearest(e.key(), List.of("type", "block"));
            if (meant.isEmpty()) continue;
            String wayOut = "did you mean \"" + meant.get() + "\"?";
            return new Problem(e.place(), "unknown key \"" + e.key() + "\"", wayOut);
        }
        String wayOut = "write type: Convolution, or another";
        return new Problem(layer.place(), "this layer has no type", wayOut);
    }
}
