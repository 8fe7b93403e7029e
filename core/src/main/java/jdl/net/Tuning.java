package jdl.net;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import jdl.failure.DidYouMean;
import jdl.failure.Failure;
import jdl.layer.Resizing;

/**
 * The passes that make a net faster and not another one, each of which can be switched off by name.
 */
public record Tuning(Set<Part> parts) {

    /** A pass, in the order in which they run. */
    public enum Part {
        /** A net that tests is rid of what only training needs ({@link ForTesting}). */
        INFERENCE("inference", false),
        /** Layers that can be run as one are. */
        JOIN("join", false),
        /** Stretches of the net lie in the order that suits their layers' loops. */
        LAYOUTS("layouts", false),
        /** The first who adds to a gradient stores it ({@link Beginnings}). */
        FRESH("fresh-diffs", true),
        /** What does not live at the same time shares memory ({@link Arena}). */
        MEMORY("memory", true);

        private final String label;
        private final boolean sameBits;

        Part(String label, boolean sameBits) {
            this.label = label;
            this.sameBits = sameBits;
        }

        /** What users call it. */
        public String label() {
            return label;
        }

        /** Whether it leaves the order of all sums as it is, and so every bit. */
        public boolean sameBits() {
            return sameBits;
        }
    }

    public static final Tuning ALL = new Tuning(EnumSet.allOf(Part.class));

    public static final Tuning NONE = new Tuning(EnumSet.noneOf(Part.class));

    /** One pass alone. */
    public static Tuning only(Part part) {
        return new Tuning(EnumSet.of(part));
    }

    public Tuning {
        parts = Set.copyOf(parts);
    }

    /** All but the named ones; "all" names them all. */
    public static Tuning without(List<String> names) {
        Set<Part> parts = EnumSet.allOf(Part.class);
        for (String name : names) {
            if (name.equals("all")) parts.clear();
            else parts.remove(named(name));
        }
        return new Tuning(parts);
    }

    /**
     * The passes that leave all blobs that a plan names in memory, to be looked at after a pass.
     */
    public Tuning keepingBlobs() {
        Set<Part> kept = EnumSet.allOf(Part.class);
        kept.retainAll(parts);
        kept.removeAll(EnumSet.of(Part.JOIN, Part.MEMORY));
        return new Tuning(kept);
    }

    private static Part named(String name) {
        List<String> labels = new ArrayList<>();
        for (Part part : Part.values()) {
            if (part.label.equals(name)) return part;
            labels.add(part.label);
        }
        throw Failure.config(
                "unknown pass \"%s\"%s; known passes: %s, all"
                        .formatted(
                                name, DidYouMean.among(labels, name), String.join(", ", labels)));
    }

    public boolean has(Part part) {
        return parts.contains(part);
    }

    /** Whether all that a plan names is in memory of its own, and adds to its diff. */
    boolean keepsAllDiffs() {
        return EnumSet.of(Part.LAYOUTS).containsAll(parts);
    }

    /** What of it may be done to a plan: nothing where shapes depend on data. */
    Tuning allowedFor(NetPlan plan) {
        boolean resizes = plan.steps().stream().anyMatch(step -> step.layer() instanceof Resizing);
        return resizes ? NONE : this;
    }

    /** The plan to run. */
    NetPlan tune(NetPlan plan) {
        if (has(Part.INFERENCE) && ForTesting.suits(plan)) plan = new ForTesting().run(plan);
        if (has(Part.JOIN)) plan = new JoinLayers().run(plan);
        if (has(Part.LAYOUTS)) plan = new ChooseLayouts().run(plan);
        return plan;
    }
}
