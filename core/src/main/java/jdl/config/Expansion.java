package jdl.config;

import com.google.protobuf.Descriptors.Descriptor;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import jdl.config.Node.Entry;
import jdl.config.Node.Mapping;

/**
 * Takes {@code vars} and {@code blocks} out of a YAML file, writes what they stand for where they
 * are named, and gives layers what they leave out. What nobody names is an error.
 */
final class Expansion implements NodePass {

    private final Function<String, Optional<String>> given;

    /**
     * @param given further variables, for those that the file does not know
     */
    Expansion(Function<String, Optional<String>> given) {
        this.given = given;
    }

    @Override
    public Collection<String> keys(Descriptor type, Mapping written) {
        return Nets.isWhole(type) ? List.of("vars", "blocks") : List.of();
    }

    @Override
    public Node apply(Node root, Descriptor type, boolean yaml) {
        if (!yaml || !(root instanceof Mapping file)) return root;
        var problems = new Problems();
        var vars = vars(file, problems);
        var blocks = blocks(file, problems);
        problems.check();

        var scope = Scope.ofFile(vars, given);
        var rest = Mappings.without(file, Set.of("vars", "blocks"));
        var values = new Substitution(scope, problems);
        var meant =
                Nets.map(rest, type, net -> net(net, blocks, scope, type, problems), values::apply);
        problems.check();

        blocks.values().forEach(b -> b.checkUsed(problems));
        checkUsed(file, scope, problems);
        problems.check();
        return meant;
    }

    private static Mapping net(
            Mapping net,
            Map<String, Block> blocks,
            Scope scope,
            Descriptor type,
            Problems problems) {
        return Mappings.map(
                net,
                e -> {
                    boolean layers = Nets.LAYERS.contains(e.key()) && !Mappings.isScalar(e.value());
                    return Mappings.with(
                            e,
                            layers
                                    ? layers(e.value(), blocks, scope, type, problems)
                                    : new Substitution(scope, problems).apply(e.value()));
                });
    }

    private static Node layers(
            Node written,
            Map<String, Block> blocks,
            Scope scope,
            Descriptor type,
            Problems problems) {
        var types = new LayerTypes(Nets.layerType(type));
        return new Layers(blocks, scope, types, problems).expand(written);
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
