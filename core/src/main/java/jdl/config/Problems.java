package jdl.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The mistakes that one pass finds, told all at once. */
final class Problems {

    private final Map<List<Object>, Problem> found = new LinkedHashMap<>();

    void add(Place place, String mistake, String wayOut) {
        add(new Problem(place, mistake, wayOut));
    }

    /** Notes a mistake, once only: a block that is used often has its mistakes often. */
    void add(Problem problem) {
        found.putIfAbsent(List.of(problem.place(), problem.mistake()), problem);
    }

    /** What {@code work} returns, or {@code otherwise} after noting what is wrong with it. */
    <T> T attempt(T otherwise, Supplier<T> work) {
        try {
            return work.get();
        } catch (ConfigException e) {
            e.problems().forEach(this::add);
            return otherwise;
        }
    }

    void check() {
        if (!found.isEmpty()) throw new ConfigException(List.copyOf(found.values()));
    }
}
