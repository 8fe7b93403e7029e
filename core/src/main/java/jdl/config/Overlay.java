package jdl.config;

import java.util.ArrayList;
import java.util.Set;
import jdl.config.Node.Entry;
import jdl.config.Node.Mapping;

/**
 * One mapping laid over another: the upper one wins, mappings are joined deeply, lists replaced. A
 * variable or a block is replaced as a whole.
 */
final class Overlay {

    /** The sections of a file in which every entry stands for itself. */
    static final Set<String> DEFINITIONS = Set.of("vars", "blocks");

    private Overlay() {}

    static Mapping of(Mapping base, Mapping own) {
        return of(base, own, true);
    }

    private static Mapping of(Mapping base, Mapping own, boolean deep) {
        var entries = new ArrayList<Entry>();
        for (var entry : own.entries()) entries.add(deep ? over(base, entry) : entry);
        for (var entry : base.entries()) {
            if (Mappings.find(own, entry.key()).isEmpty()) entries.add(entry);
        }
        return new Mapping(own.place(), entries);
    }

    private static Entry over(Mapping base, Entry own) {
        var below = Mappings.find(base, own.key()).map(Entry::value);
        if (own.value() instanceof Mapping o
                && below.isPresent()
                && below.get() instanceof Mapping b) {
            return Mappings.with(own, of(b, o, !DEFINITIONS.contains(own.key())));
        }
        return own;
    }
}
