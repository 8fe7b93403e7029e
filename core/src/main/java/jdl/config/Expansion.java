package jdl.config;

import com.google.protobuf.Descriptors.Descriptor;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import jdl.config.Node.Entry;
import jdl.config.Node.Mapping;

/**
 * Takes {@code vars} and {@code blocks} out of a YAML file, writes what they stand for where they
 * are named, and gives layers what they leave out. What nobody names is an error.
 */
final class Expansion implements NodePass {

    private static final List<String> SECTIONS = List.of("vars", "blocks");

    private final Function<String, Optional<String>> given;

    /**
     * @param given further variables, for those that the file does not know
     */
    Expansion(Function<String, Optional<String>> given) {
        this.given = given;
    }

    @Override
    public Collection<String> keys(Descriptor type, Mapping written) {
        return Nets.isWhole(type) ? SECTIONS : List.of();
    }

    @Override
    public Node apply(Node root, Descriptor type, boolean yaml, List<Problem> found) {
        if (!yaml || !(root instanceof Mapping file)) return root;
        var problems = new Problems(found);
        var blocks = blocks(file, problems);
        var scope = Scope.ofFile(vars(file, problems), given);
        var meant = new Meaning(blocks, scope, new LayerTypes(Nets.layerType(type)), problems);
        var whole = Nets.map(Mappings.without(file, SECTIONS), type, meant::net, meant::value);
        // What is not used may be so because of a mistake elsewhere.
        if (found.isEmpty() && allKeysKnown(file, type)) {
            blocks.values().forEach(b -> b.checkUsed(problems));
            checkUsed(file, scope, problems);
        }
        return whole;
    }

    /** What the parts of one file mean. */
    private record Meaning(
            Map<String, Block> blocks, Scope scope, LayerTypes types, Problems problems) {

        Mapping net(Mapping net) {
            return Mappings.map(
                    net, e -> Mappings.with(e, isList(e) ? layers(e.value()) : value(e.value())));
        }

        private static boolean isList(Entry entry) {
            return Nets.LAYERS.contains(entry.key()) && !Mappings.isScalar(entry.value());
        }

        private Node layers(Node written) {
            return new Layers(blocks, scope, types, problems).expand(written);
        }

        Node value(Node written) {
            return new Substitution(scope, problems).apply(written);
        }
    }

    private static boolean allKeysKnown(Mapping file, Descriptor type) {
        return file.entries().stream()
                .map(Entry::key)
                .allMatch(k -> SECTIONS.contains(k) || Keys.YAML.field(type, k).isPresent());
    }

    private static Map<String, Node> vars(Mapping file, Problems problems) {
        var vars = new LinkedHashMap<String, Node>();
        for (var e : Mappings.section(file, "vars", problems).entries()) {
            vars.put(e.key(), e.value());
            if (!Names.isName(e.key())) {
                String mistake = "\"" + e.key() + "\" cannot be a variable";
                problems.add(e.place(), mistake, "a variable has letters, digits and _");
            }
        }
        return vars;
    }

    private static Map<String, Block> blocks(Mapping file, Problems problems) {
        var blocks = new LinkedHashMap<String, Block>();
        for (var e : Mappings.section(file, "blocks", problems).entries()) {
            blocks.put(e.key(), new Block(e, problems));
        }
        return blocks;
    }

    private static void checkUsed(Mapping file, Scope scope, Problems problems) {
        for (Entry var : Mappings.section(file, "vars", problems).entries()) {
            if (scope.asked().contains(var.key())) continue;
            String mistake = "variable \"" + var.key() + "\" is never used";
            problems.add(
                    var.place(), mistake, "write ${" + var.key() + "} somewhere, or take it out");
        }
    }
}
