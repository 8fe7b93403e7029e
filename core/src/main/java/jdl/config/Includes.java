package jdl.config;

import com.google.protobuf.Descriptors.Descriptor;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import jdl.config.Node.Entry;
import jdl.config.Node.Listing;
import jdl.config.Node.Mapping;
import jdl.config.Node.Scalar;
import jdl.config.Node.Style;

/**
 * Puts files in the place of {@code include: base.yaml}. At the top of a file or of a net the base
 * lies under what is written there; in a list of layers, {@code - include: part.yaml}, the part's
 * layers stand where it is named. The {@code vars} and {@code blocks} of every included file count
 * as this file's own, unless it has others of that name.
 */
final class Includes implements NodePass {

    static final String INCLUDE = "include";
    private static final String BLOCKS = "blocks";

    private final Library library;

    Includes(Library library) {
        this.library = library;
    }

    @Override
    public Collection<String> keys(Descriptor type, Mapping written) {
        return Nets.isWhole(type) ? List.of(INCLUDE) : List.of();
    }

    @Override
    public Node apply(Node root, Descriptor type, boolean yaml, List<Problem> problems) {
        if (!yaml || !(root instanceof Mapping file)) return root;
        return new Reading(new Problems(problems)).whole(file, type);
    }

    /**
     * One file with all that it includes. Below, {@code trail} are the files on the way to a spot.
     */
    private final class Reading {

        private final Problems problems;
        private Mapping definitions = new Mapping(new Place("", 0, 0), List.of());

        Reading(Problems problems) {
            this.problems = problems;
        }

        Mapping whole(Mapping file, Descriptor type) {
            var whole = file(file, type, List.of(file.place().file()));
            return Overlay.of(definitions, whole);
        }

        private Mapping file(Mapping file, Descriptor type, List<String> trail) {
            var base = new Mapping(file.place(), List.<Entry>of());
            var named = Mappings.find(file, INCLUDE).map(e -> Mappings.items(e.value()));
            for (var path : named.orElse(List.of())) {
                var next = open(path, trail);
                if (next.isEmpty()) continue;
                var mapping = Mappings.expect(next.get(), "an included file", problems);
                base = Overlay.of(base, file(mapping, type, on(trail, next.get())));
            }
            return Overlay.of(base, own(Mappings.without(file, Set.of(INCLUDE)), type, trail));
        }

        private Mapping own(Mapping file, Descriptor type, List<String> trail) {
            var netType = Nets.netType(type);
            var nets =
                    Nets.isNet(type)
                            ? spliced(file, trail)
                            : Nets.map(file, type, n -> lift(file(n, netType, trail)), n -> n);
            return Mappings.map(
                    nets,
                    e ->
                            e.key().equals(BLOCKS) && e.value() instanceof Mapping blocks
                                    ? Mappings.with(e, blocks(blocks, trail))
                                    : e);
        }

        private Mapping blocks(Mapping blocks, List<String> trail) {
            return Mappings.map(
                    blocks,
                    e -> e.value() instanceof Mapping b ? Mappings.with(e, spliced(b, trail)) : e);
        }

        private Mapping spliced(Mapping net, List<String> trail) {
            return Mappings.map(
                    net,
                    e ->
                            Nets.LAYERS.contains(e.key()) && e.value() instanceof Listing list
                                    ? Mappings.with(e, spliced(list, trail))
                                    : e);
        }

        private Listing spliced(Listing layers, List<String> trail) {
            var items = layers.items().stream().flatMap(item -> part(item, trail)).toList();
            return new Listing(layers.place(), items);
        }

        private Stream<Node> part(Node item, List<String> trail) {
            if (!(item instanceof Mapping m && m.entries().size() == 1)) return Stream.of(item);
            var only = m.entries().get(0);
            if (!only.key().equals(INCLUDE) || !(only.value() instanceof Scalar path)) {
                return Stream.of(item);
            }
            return open(path, trail)
                    .map(part -> layers(part, on(trail, part)).items().stream())
                    .orElse(Stream.of());
        }

        private Listing layers(Node part, List<String> trail) {
            if (part instanceof Listing list) return spliced(list, trail);
            var net = lift(blocksSpliced(Mappings.expect(part, "a part", problems), trail));
            var rest = Mappings.without(net, Nets.LAYERS);
            for (var e : rest.entries()) {
                String wayOut = "a part has layers, vars and blocks; a base is included at the top";
                problems.add(e.place(), "\"" + e.key() + "\" in a part does nothing", wayOut);
            }
            var layers = net.entries().stream().filter(e -> Nets.LAYERS.contains(e.key()));
            var items = layers.flatMap(e -> Mappings.items(e.value()).stream()).toList();
            return spliced(new Listing(part.place(), items), trail);
        }

        private Mapping blocksSpliced(Mapping part, List<String> trail) {
            return Mappings.map(
                    part,
                    e ->
                            e.key().equals(BLOCKS) && e.value() instanceof Mapping blocks
                                    ? Mappings.with(e, blocks(blocks, trail))
                                    : e);
        }

        /** Takes the definitions out of a net, for they belong to the whole file. */
        private Mapping lift(Mapping net) {
            var lifted =
                    net.entries().stream()
                            .filter(e -> Overlay.DEFINITIONS.contains(e.key()))
                            .toList();
            definitions = Overlay.of(new Mapping(net.place(), lifted), definitions);
            return Mappings.without(net, Overlay.DEFINITIONS);
        }

        private Optional<Node> open(Node path, List<String> trail) {
            return problems.attempt(Optional.empty(), () -> Optional.of(read(path, trail)));
        }

        private Node read(Node path, List<String> trail) {
            if (!(path instanceof Scalar name) || name.style() == Style.NULL) {
                throw new ConfigException(
                        path.place(), "\"include\" wants a file", "for example include: base.yaml");
            }
            var text = library.open(name.text(), path.place());
            if (trail.contains(text.name())) {
                String way = String.join(" → ", on(trail, text.name()));
                throw new ConfigException(
                        path.place(), "the files include one another in a circle", way);
            }
            return YamlParser.parse(text, problems.found());
        }

        private static List<String> on(List<String> trail, Node file) {
            return on(trail, file.place().file());
        }

        private static List<String> on(List<String> trail, String file) {
            return Stream.concat(trail.stream(), Stream.of(file)).toList();
        }
    }
}
