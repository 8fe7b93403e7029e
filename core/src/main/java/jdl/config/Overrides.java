package jdl.config;

import com.google.protobuf.Descriptors.Descriptor;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jdl.config.ConfigOverride.Step;
import jdl.config.ConfigOverride.Target;
import jdl.config.Node.Listing;
import jdl.config.Node.Mapping;

/**
 * All overrides of one command. The solver's file is read with {@link #forSolver()} and {@link
 * #forNet()}, for it may hold nets; each net's file with {@link #forNet()}; both stand behind the
 * sugar. Then {@link #checkUsed()} complains of what was never found.
 */
public final class Overrides {

    private final List<ConfigOverride> all;
    private final Set<ConfigOverride> used = new LinkedHashSet<>();
    private final Set<String> layers = new LinkedHashSet<>();

    public Overrides(List<ConfigOverride> all) {
        this.all = List.copyOf(all);
    }

    /** Sets what begins with {@code solver}. */
    public NodePass forSolver() {
        return (root, type, yaml) -> {
            if (Nets.isNet(type) || !(root instanceof Mapping file)) return root;
            for (var override : all) {
                if (override.target() instanceof Target.Solver) file = set(file, override);
            }
            return file;
        };
    }

    /** Sets what begins with {@code net} or {@code layer}, in every net of a file. */
    public NodePass forNet() {
        return (root, type, yaml) ->
                root instanceof Mapping file
                        ? Nets.map(file, type, net -> net(net, Nets.netType(type), yaml), n -> n)
                        : root;
    }

    /** Complains of overrides that have met nothing in any of the files. */
    public void checkUsed() {
        var problems = new Problems();
        all.stream().filter(o -> !used.contains(o)).map(this::unused).forEach(problems::add);
        problems.check();
    }

    private Mapping set(Mapping mapping, ConfigOverride override) {
        used.add(override);
        return new Setting(override.place(), override.value()).in(mapping, override.path());
    }

    private Mapping net(Mapping net, Descriptor type, boolean yaml) {
        var changed = net;
        for (var override : all) {
            if (override.target() instanceof Target.Net) changed = set(changed, override);
            if (override.target() instanceof Target.Layers target) {
                changed =
                        layers(changed, type, yaml, override, new LayerSelector(target.selector()));
            }
        }
        return changed;
    }

    private Mapping layers(
            Mapping net,
            Descriptor type,
            boolean yaml,
            ConfigOverride override,
            LayerSelector selector) {
        var count = new int[1];
        var types = new LayerTypes(Nets.layerType(type));
        return Mappings.map(
                net,
                e -> {
                    if (!Nets.isLayers(type, e.key(), yaml)) return e;
                    var items = new ArrayList<Node>();
                    for (var item : Mappings.items(e.value())) {
                        items.add(layer(item, count[0]++, override, selector, types));
                    }
                    boolean single = !(e.value() instanceof Listing);
                    return Mappings.with(
                            e, single ? items.get(0) : new Listing(e.value().place(), items));
                });
    }

    private Node layer(
            Node node,
            int index,
            ConfigOverride override,
            LayerSelector selector,
            LayerTypes types) {
        if (!(node instanceof Mapping layer)) return node;
        Mappings.text(layer, "name").ifPresent(layers::add);
        if (!selector.matches(layer, index)) return node;
        String type = Mappings.text(layer, "type").orElse("");
        var first = ((Step.Key) override.path().get(0)).name();
        var seat = types.seat(type, first);
        if (selector.isAll() && seat.isEmpty() && !types.isField(first)) return node;
        var path = new ArrayList<>(override.path());
        seat.ifPresent(s -> path.add(0, new Step.Key(s.getName())));
        used.add(override);
        return new Setting(override.place(), override.value()).in(layer, path);
    }

    private Problem unused(ConfigOverride override) {
        if (override.target() instanceof Target.Solver) {
            return new Problem(override.place(), "there is no solver to set it in", "");
        }
        if (override.target() instanceof Target.Net) {
            return new Problem(override.place(), "there is no net to set it in", "");
        }
        var selector = new LayerSelector(((Target.Layers) override.target()).selector());
        if (selector.isAll()) {
            String key = ((Step.Key) override.path().get(0)).name();
            return new Problem(override.place(), "no layer has \"" + key + "\"", "");
        }
        if (selector.phase().isPresent() && layers.contains(selector.name())) {
            String phase = selector.phase().get();
            String mistake = "no layer \"" + selector.name() + "\" is for " + phase + " alone";
            String wayOut = "leave \"@" + phase + "\" away to set it in all phases";
            return new Problem(override.place(), mistake, wayOut);
        }
        return new Problem(
                override.place(),
                "no layer is called \"" + selector.name() + "\"",
                Spelling.advice(selector.name(), layers, "layers"));
    }
}
