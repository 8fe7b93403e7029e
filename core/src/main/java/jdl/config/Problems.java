package jdl.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;

/** The mistakes that one pass finds, told all at once. */
final class Problems {

    private final Set<Problem> found = new LinkedHashSet<>();

    void add(Place place, String mistake, String wayOut) {
        found.add(new Problem(place, mistake, wayOut));
    }

    void add(Problem problem) {
        found.add(problem);
    }

    /** What {@code work} returns, or {@code otherwise} after noting what is wrong with it. */
    <T> T attempt(T otherwise, Supplier<T> work) {
        try {
            return work.get();
        } catch (ConfigException e) {
            found.addAll(e.problems());
            return otherwise;
        }
    }

    void check() {
        if (!found.isEmpty()) throw new ConfigException(new ArrayList<>(found));
    }
}
