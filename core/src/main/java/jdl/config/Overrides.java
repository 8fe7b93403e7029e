package jdl.config;

import com.google.protobuf.Descriptors.Descriptor;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import jdl.config.ConfigOverride.Step;
import jdl.config.ConfigOverride.Target;
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
        return (root, type, yaml, problems) -> {
            if (Nets.isNet(type) || !(root instanceof Mapping file)) return root;
            var setting = new Reading(type, yaml, new Problems(problems));
            for (var override : all) {
                if (override.target() instanceof Target.Solver) file = setting.set(file, override);
            }
            return file;
        };
    }

    /** Sets what begins with {@code net} or {@code layer}, in every net of a file. */
    public NodePass forNet() {
        return (root, type, yaml, problems) -> {
            if (!(root instanceof Mapping file)) return root;
            var setting = new Reading(Nets.netType(type), yaml, new Problems(problems));
            return Nets.map(file, type, setting::net, node -> node);
        };
    }

    /** Complains of overrides that have met nothing in any of the files. */
    public void checkUsed() {
        var unused = all.stream().filter(o -> !used.contains(o)).map(this::unused).toList();
        if (!unused.isEmpty()) throw new ConfigException(unused);
    }

    /** What happens to one file, the messages of which are of a type. */
    private final class Reading {

        private final Descriptor type;
        private final boolean yaml;
        private final LayerTypes types;
        private final Problems problems;

        Reading(Descriptor type, boolean yaml, Problems problems) {
            this.type = type;
            this.yaml = yaml;
            this.problems = problems;
            types = new LayerTypes(Nets.layerType(type));
        }

        Mapping set(Mapping mapping, ConfigOverride override) {
            return set(mapping, override, override.path());
        }

        private Mapping set(Mapping mapping, ConfigOverride override, List<Step> path) {
            used.add(override);
            var setting = new Setting(override.place(), override.value());
            return problems.attempt(mapping, () -> setting.in(mapping, path));
        }

        Mapping net(Mapping net) {
            var changed = net;
            for (var override : all) {
                if (override.target() instanceof Target.Net) changed = set(changed, override);
                if (override.target() instanceof Target.Layers target) {
                    changed = layers(changed, override, new LayerSelector(target.selector()));
                }
            }
            return changed;
        }

        private Mapping layers(Mapping net, ConfigOverride override, LayerSelector selector) {
            var count = new AtomicInteger();
            UnaryOperator<Node> change = n -> layer(n, count.getAndIncrement(), override, selector);
            return Mappings.map(
                    net,
                    e ->
                            Nets.isLayers(type, e.key(), yaml)
                                    ? Mappings.with(e, Mappings.mapItems(e.value(), change))
                                    : e);
        }

        private Node layer(Node node, int index, ConfigOverride override, LayerSelector selector) {
            if (!(node instanceof Mapping layer)) return node;
            Mappings.text(layer, "name").ifPresent(layers::add);
            if (!selector.matches(layer, index)) return node;
            String first = ((Step.Key) override.path().get(0)).name();
            var seat = types.seat(Mappings.text(layer, "type").orElse(""), first);
            if (selector.isAll() && seat.isEmpty() && !types.isField(first)) return node;
            var path = new ArrayList<>(override.path());
            seat.ifPresent(s -> path.add(0, new Step.Key(s.getName())));
            return set(layer, override, path);
        }
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
