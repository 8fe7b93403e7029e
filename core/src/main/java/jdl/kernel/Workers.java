package jdl.kernel;

import java.util.function.IntConsumer;

/**
 * A parallel-for. Work is cut into tasks by the caller, by sizes and never by the number of
 * threads, and no task reads what another writes; so the result does not depend on how many threads
 * there are.
 */
public interface Workers extends AutoCloseable {

    /**
     * Runs {@code task} for 0 … tasks-1 and returns when all are done. A call from within a task
     * runs in that task's thread.
     */
    void forEach(int tasks, IntConsumer task);

    int threads();

    @Override
    void close();

    /** The caller's thread alone. */
    static Workers single() {
        return new Workers() {
            @Override
            public void forEach(int tasks, IntConsumer task) {
                for (int i = 0; i < tasks; i++) task.accept(i);
            }

            @Override
            public int threads() {
                return 1;
            }

            @Override
            public void close() {}
        };
    }
}
