package jdl.kernel;

import java.util.function.IntConsumer;
import jdl.failure.Failure;

/**
 * A parallel-for. Work is cut into tasks by the caller, by sizes and never by the number of
 * threads, and no task reads what another writes; so the result does not depend on how many threads
 * there are.
 */
public interface Workers extends AutoCloseable {

    /** Work on the elements {@code from} ≤ i &lt; {@code to}. */
    @FunctionalInterface
    interface Strip {
        void run(int from, int to);
    }

    /**
     * Runs {@code task} for 0 … tasks-1 and returns when all are done. A call from within a task
     * runs in that task's thread.
     */
    void forEach(int tasks, IntConsumer task);

    /** Runs {@code strip} for 0 … size-1 in strips of one length, the last of which is shorter. */
    void forStrips(int size, int length, Strip strip);

    int threads();

    @Override
    void close();

    /** This many threads, the caller's among them; {@code close} ends the others. */
    static Workers of(int threads) {
        if (threads < 1) throw Failure.config("threads: expected at least 1, got " + threads);
        return threads == 1 ? single() : new WorkerPool(threads);
    }

    /** The caller's thread alone. */
    static Workers single() {
        return new Workers() {
            @Override
            public void forEach(int tasks, IntConsumer task) {
                for (int i = 0; i < tasks; i++) task.accept(i);
            }

            @Override
            public void forStrips(int size, int length, Strip strip) {
                for (long from = 0; from < size; from += length)
                    strip.run((int) from, (int) Math.min(size, from + length));
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
