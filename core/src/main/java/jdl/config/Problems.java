package jdl.config;

import java.util.List;
import java.util.function.Supplier;

/** The mistakes that have been found in a file until now. */
final class Problems {

    private final List<Problem> found;

    /**
     * @param found where they go; what stands there counts as found
     */
    Problems(List<Problem> found) {
        this.found = found;
    }

    void add(Place place, String mistake, String wayOut) {
        add(new Problem(place, mistake, wayOut));
    }

    /** Notes a mistake, once only: a block that is used often has its mistakes often. */
    void add(Problem problem) {
        boolean known =
                found.stream()
                        .filter(p -> p.place().equals(problem.place()))
                        .anyMatch(p -> p.mistake().equals(problem.mistake()));
        if (!known) found.add(problem);
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

    List<Problem> found() {
        return found;
    }

    void check() {
        if (!found.isEmpty()) throw new ConfigException(found);
    }
}
