package jdl.config;

import com.google.protobuf.Descriptors.Descriptor;
import java.util.List;
import java.util.Locale;
import jdl.config.Node.Entry;
import jdl.config.Node.Listing;
import jdl.config.Node.Mapping;
import jdl.config.Node.Scalar;

/**
 * Where a solver's {@code weights} is a mapping, it is {@code weights_from}, and its {@code map} is
 * written as a mapping, too.
 */
final class FineTuning implements NodePass {

    private static final String SOLVER = "caffe.SolverParameter";
    private static final String PLAIN = "weights";
    private static final String FILE = "in_file";
    private static final String NET = "in_net";
    private static final String LONG = "weights_from";

    @Override
    public Node apply(Node root, Descriptor type, boolean yaml, List<Problem> problems) {
        if (!yaml || !type.getFullName().equals(SOLVER) || !(root instanceof Mapping solver))
            return root;
        return Mappings.map(solver, FineTuning::weights);
    }

    private static Entry weights(Entry entry) {
        boolean named = entry.key().equals(PLAIN) || entry.key().equals(LONG);
        if (!named || !(entry.value() instanceof Mapping settings)) return entry;
        return new Entry(entry.place(), LONG, Mappings.map(settings, FineTuning::setting));
    }

    private static Entry setting(Entry entry) {
        if (entry.key().equals("map") && entry.value() instanceof Mapping names && !isPlain(names))
            return Mappings.with(
                    entry,
                    new Listing(
                            names.place(),
                            names.entries().stream().map(FineTuning::rename).toList()));
        if (entry.key().equals("on_mismatch") && entry.value() instanceof Scalar word)
            return Mappings.with(
                    entry,
                    new Scalar(word.place(), word.text().toUpperCase(Locale.ROOT), word.style()));
        return entry;
    }

    /** Whether it is one rename as the schema has it. */
    private static boolean isPlain(Mapping map) {
        return map.entries().stream().allMatch(e -> e.key().equals(FILE) || e.key().equals(NET));
    }

    private static Node rename(Entry name) {
        var from = new Scalar(name.place(), name.key(), Node.Style.QUOTED);
        return new Mapping(
                name.place(),
                List.of(
                        new Entry(name.place(), FILE, from),
                        new Entry(name.place(), NET, name.value())));
    }
}
