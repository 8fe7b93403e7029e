package jdl.data.tool;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;

/** What is made of the numbers from 0 on, by all cores, ahead of one who takes it in order. */
final class Ahead<R> implements AutoCloseable {

    private static final int CORES = Runtime.getRuntime().availableProcessors();

    /** Enough that no core waits for the one who takes. */
    private static final int WINDOW = 4 * CORES;

    private final long size;
    private final LongFunction<R> work;
    private final ExecutorService threads;
    private final Deque<Future<R>> made = new ArrayDeque<>();

    /** The number that the first of {@code made} is made of. */
    private long first;

    Ahead(long size, LongFunction<R> work) {
        this.size = size;
        this.work = work;
        this.threads =
                Executors.newFixedThreadPool(
                        CORES,
                        task -> {
                            Thread thread = new Thread(task, "jdl-tool");
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    /** What is made of a number; going back is allowed, but starts anew. */
    R get(long number) {
        if (number < first || number > first + made.size()) {
            made.clear();
            first = number;
        }
        for (; first < number; first++) made.remove();
        for (long next = first + made.size(); made.size() < WINDOW && next < size; next++) {
            long given = next;
            made.add(threads.submit(() -> work.apply(given)));
        }
        return taken(made.element());
    }

    private static <R> R taken(Future<R> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) throw error;
            if (e.getCause() instanceof RuntimeException failure) throw failure;
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
