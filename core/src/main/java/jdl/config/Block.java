package jdl.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdl.config.Node.Entry;
import jdl.config.Node.Mapping;
import jdl.config.Node.Scalar;
import jdl.config.Node.Style;

/**
 * Layers under one name, with parameters. A parameter whose value is {@code ~} must be given; any
 * other value is its default. Inside, <code>${bottom}</code> is what the block reads.
 */
final class Block {

    /** What may stand in a use beside the parameters. */
    static final List<String> USE_KEYS = List.of("block", "repeat", "bottom");

    private static final Set<String> RESERVED = Set.of("block", "repeat", "bottom", "i");
    private static final List<String> KEYS = List.of("params", "layers");

    private final Entry entry;
    private final Map<String, Entry> params = new LinkedHashMap<>();
    private final List<Node> layers;
    private final Set<String> asked = new HashSet<>();
    private boolean used;

    /** Reads a definition and notes what is wrong with it. */
    Block(Entry entry, Problems problems) {
        this.entry = entry;
        var body = Mappings.expect(entry.value(), "block \"" + name() + "\"", problems);
        for (var e : body.entries()) {
            if (KEYS.contains(e.key())) continue;
            String wayOut = Spelling.advice(e.key(), KEYS, "keys");
            problems.add(e.place(), "unknown key \"" + e.key() + "\"", wayOut);
        }
        Mappings.find(body, "params").ifPresent(e -> readParams(e.value(), problems));
        var list = Mappings.find(body, "layers");
        layers = list.map(e -> Mappings.items(e.value())).orElse(List.of());
        if (layers.isEmpty()) {
            String wayOut = "write them under \"layers:\" inside the block";
            problems.add(entry.place(), "block \"" + name() + "\" has no layers", wayOut);
        }
    }

    private void readParams(Node written, Problems problems) {
        for (var param : Mappings.expect(written, "\"params\"", problems).entries()) {
            String name = param.key();
            params.put(name, param);
            if (Names.isName(name) && !RESERVED.contains(name)) continue;
            problems.add(
                    param.place(),
                    "\"" + name + "\" cannot be a parameter of a block",
                    "a parameter has letters, digits and _, and is none of block, bottom, i, repeat");
        }
    }

    String name() {
        return entry.key();
    }

    List<Node> layers() {
        return layers;
    }

    /** The names inside one use of this block; {@code args} are ready values. */
    Scope scope(Scope file, Mapping use, Map<String, Node> args, Problems problems) {
        used = true;
        var defaults = new LinkedHashMap<String, Node>();
        for (var param : params.values()) {
            if (args.containsKey(param.key())) continue;
            if (isUnset(param.value())) {
                String mistake = "block \"" + name() + "\" needs \"" + param.key() + "\"";
                String wayOut = "its parameters: " + String.join(", ", params.keySet());
                problems.add(use.place(), mistake, wayOut);
            }
            defaults.put(param.key(), param.value());
        }
        return file.inner(defaults, args);
    }

    /** Notes the arguments that no parameter takes. */
    void checkArguments(Mapping use, Problems problems) {
        for (var arg : use.entries()) {
            if (USE_KEYS.contains(arg.key()) || params.containsKey(arg.key())) continue;
            var known = new ArrayList<>(params.keySet());
            known.addAll(USE_KEYS);
            String mistake = "block \"" + name() + "\" has no parameter \"" + arg.key() + "\"";
            problems.add(arg.place(), mistake, Spelling.advice(arg.key(), known, "parameters"));
        }
    }

    /** Remembers which parameters a use of this block needed. */
    void remember(Scope scope) {
        asked.addAll(scope.asked());
    }

    /** Notes what does nothing: the block itself, or one of its parameters. */
    void checkUsed(Problems problems) {
        if (!used) {
            String wayOut = "use it, \"- {block: " + name() + "}\" among layers, or take it out";
            problems.add(entry.place(), "block \"" + name() + "\" is never used", wayOut);
            return;
        }
        for (var param : params.values()) {
            String name = param.key();
            if (asked.contains(name)) continue;
            String mistake = "parameter \"" + name + "\" of block \"" + name() + "\" is never used";
            String wayOut = "write ${" + name + "} in the block's layers, or take it out";
            problems.add(param.place(), mistake, wayOut);
        }
    }

    private static boolean isUnset(Node value) {
        return value instanceof Scalar s && s.style() == Style.NULL;
    }
}
