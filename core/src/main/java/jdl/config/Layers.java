package jdl.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jdl.config.Node.Entry;
import jdl.config.Node.Listing;
import jdl.config.Node.Mapping;
import jdl.config.Node.Scalar;
import jdl.config.Node.Style;

/**
 * Writes out the layers of one net, from the first to the last: variables get their values, blocks
 * become their layers, and every layer gets what it leaves out.
 */
final class Layers {

    private static final int DEEPEST = 16;
    private static final int MOST = 10_000;
    private static final int MOST_STEPS = 100_000;

    private final Map<String, Block> blocks;
    private final Scope file;
    private final Problems problems;
    private final LayerDefaults defaults;
    private final List<Node> out = new ArrayList<>();
    private int steps;

    Layers(Map<String, Block> blocks, Scope file, LayerTypes types, Problems problems) {
        this.blocks = blocks;
        this.file = file;
        this.problems = problems;
        defaults = new LayerDefaults(types, problems);
    }

    /** What the layers in {@code written} mean. */
    Listing expand(Node written) {
        add(Mappings.items(written), file, 0);
        return new Listing(written.place(), out);
    }

    private void add(List<Node> items, Scope scope, int depth) {
        for (var item : items) {
            if (++steps > MOST_STEPS) {
                throw new ConfigException(item.place(), "more than " + MOST_STEPS + " layers", "");
            }
            if (item instanceof Mapping use && Mappings.find(use, "block").isPresent()) {
                use(use, scope, depth + 1);
            } else {
                var layer = substitute(item, scope);
                out.add(layer instanceof Mapping m ? defaults.fill(m) : layer);
            }
        }
    }

    private void use(Mapping use, Scope scope, int depth) {
        var named = block(Mappings.find(use, "block").orElseThrow(), scope);
        if (named.isEmpty()) return;
        var block = named.get();
        if (depth > DEEPEST) {
            String mistake = "blocks stand more than " + DEEPEST + " deep in one another";
            String wayOut = "does \"" + block.name() + "\" use itself?";
            throw new ConfigException(use.place(), mistake, wayOut);
        }
        block.checkArguments(use, problems);
        var repeat = Mappings.find(use, "repeat");
        if (repeat.isEmpty()) {
            once(use, block, scope, depth);
            return;
        }
        int times = times(substitute(repeat.get().value(), scope));
        for (int i = 1; i <= times; i++) {
            var number = new Scalar(use.place(), Integer.toString(i), Style.PLAIN);
            var numbered = scope.inner(Map.of(), Map.of("i", number));
            // Only the first reads from elsewhere; the others stand one upon the other.
            var next = i == 1 ? use : Mappings.without(use, Set.of("bottom"));
            once(next, block, numbered, depth);
        }
    }

    private void once(Mapping use, Block block, Scope outside, int depth) {
        var args = new HashMap<String, Node>();
        for (var e : use.entries()) {
            if (!Block.USE_KEYS.contains(e.key()))
                args.put(e.key(), substitute(e.value(), outside));
        }
        Mappings.find(use, "bottom")
                .ifPresent(e -> defaults.readFrom(substitute(e.value(), outside)));
        defaults.above().ifPresent(b -> args.put("bottom", b));
        var inside = block.scope(file, use, args, problems);
        add(block.layers(), inside, depth);
        block.remember(inside);
    }

    private Optional<Block> block(Entry entry, Scope scope) {
        String name = substitute(entry.value(), scope) instanceof Scalar s ? s.text() : "";
        var block = Optional.ofNullable(blocks.get(name));
        if (block.isEmpty()) {
            String wayOut = Spelling.advice(name, blocks.keySet(), "blocks");
            problems.add(entry.value().place(), "there is no block \"" + name + "\"", wayOut);
        }
        return block;
    }

    private int times(Node repeat) {
        if (repeat instanceof Scalar s
                && s.style() == Style.PLAIN
                && s.text().matches("\\d{1,5}")) {
            int times = Integer.parseInt(s.text());
            if (times <= MOST) return times;
        }
        String mistake = "\"repeat\" wants a whole number from 0 to " + MOST;
        problems.add(repeat.place(), mistake, "for example repeat: 3");
        return 0;
    }

    private Node substitute(Node node, Scope scope) {
        return new Substitution(scope, problems).apply(node);
    }
}
