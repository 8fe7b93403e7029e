package jdl.config;

import com.google.protobuf.Descriptors.Descriptor;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdl.config.Node.Entry;
import jdl.config.Node.Listing;
import jdl.config.Node.Mapping;
import jdl.config.Node.Scalar;
import jdl.config.Node.Style;

/**
 * Other data under the name that a file uses: each {@code source} of an old name becomes the new
 * one, wherever it stands.
 */
public final class Aliases implements NodePass {

    private static final String SOURCE = "source";

    private final Map<String, String> names;
    private final Set<String> used = new LinkedHashSet<>();
    private final Set<String> sources = new LinkedHashSet<>();

    /**
     * @param names old names with their new ones
     */
    public Aliases(Map<String, String> names) {
        this.names = Map.copyOf(names);
    }

    @Override
    public Node apply(Node root, Descriptor type, boolean yaml, List<Problem> problems) {
        return names.isEmpty() ? root : renamed(root);
    }

    /** The old names that no file has had. */
    public List<String> unused() {
        return names.keySet().stream().filter(n -> !used.contains(n)).sorted().toList();
    }

    /** Complains of old names that no file has had. */
    public void checkUsed() {
        var problems = new Problems(new ArrayList<>());
        for (String name : unused()) {
            var place = new Place("--alias " + name + "=" + names.get(name), 0, 0);
            String wayOut = Spelling.advice(name, sources, "sources");
            problems.add(place, "no source is called \"" + name + "\"", wayOut);
        }
        problems.check();
    }

    private Node renamed(Node node) {
        if (node instanceof Listing list) {
            return new Listing(list.place(), list.items().stream().map(this::renamed).toList());
        }
        if (!(node instanceof Mapping mapping)) return node;
        return Mappings.map(mapping, this::renamed);
    }

    private Entry renamed(Entry entry) {
        boolean source = entry.key().equals(SOURCE) && entry.value() instanceof Scalar;
        return Mappings.with(
                entry, source ? source((Scalar) entry.value()) : renamed(entry.value()));
    }

    private Scalar source(Scalar written) {
        sources.add(written.text());
        String other = names.get(written.text());
        if (other == null) return written;
        used.add(written.text());
        return new Scalar(written.place(), other, Style.QUOTED);
    }
}
