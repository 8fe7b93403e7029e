package jdl.cli;

import java.util.List;
import java.util.function.Consumer;
import jdl.solver.Event;

/** Somebody who is told what happens in a run. */
interface Reporter extends Consumer<Event>, AutoCloseable {

    /** Something worth a line, apart from the run's events. */
    default void note(String line) {}

    @Override
    default void close() {}

    /** Several of them as one. */
    static Reporter all(List<Reporter> reporters) {
        return new Reporter() {
            @Override
            public void accept(Event event) {
                reporters.forEach(r -> r.accept(event));
            }

            @Override
            public void note(String line) {
                reporters.forEach(r -> r.note(line));
            }

            @Override
            public void close() {
                reporters.forEach(Reporter::close);
            }
        };
    }
}
