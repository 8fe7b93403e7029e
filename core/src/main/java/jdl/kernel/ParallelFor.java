package jdl.kernel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import jdl.kernel.Workers.Strip;
import org.jspecify.annotations.Nullable;

/**
 * One parallel-for after another: tasks that several threads take in ascending order.
 *
 * <p>Who takes a task counts {@code left} down, which fails for one that has slept since an earlier
 * loop: its number is of another loop, or there is nothing left. What describes a loop is changed
 * only while no task is left or under way, so who has taken one may read it.
 */
final class ParallelFor {

    /** The number of the loop, and in the lower half the tasks that nobody has taken yet. */
    private final AtomicLong left = new AtomicLong();

    private final AtomicInteger done = new AtomicInteger();
    private int tasks;
    private IntConsumer task = ParallelFor::nothing;

    /** Where the loop goes over strips: how many elements, and how many a strip has. */
    private int size;

    private int length;
    private Strip strip = ParallelFor::nothing;
    private final IntConsumer strips = this::runStrip;

    private Thread caller = Thread.currentThread();
    private volatile boolean callerAsleep;
    private volatile int failedTask;
    private @Nullable Throwable failure;

    private static void nothing(int index) {}

    private static void nothing(int from, int to) {}

    /** Begins the next loop, once the last one is joined. */
    void begin(int tasks, IntConsumer task) {
        this.tasks = tasks;
        this.task = task;
        caller = Thread.currentThread();
        callerAsleep = false;
        failedTask = Integer.MAX_VALUE;
        done.set(0);
        left.set((((left.get() >>> Integer.SIZE) + 1) << Integer.SIZE) + tasks);
    }

    /** Likewise, over strips. */
    void begin(int size, int length, Strip strip) {
        this.size = size;
        this.length = length;
        this.strip = strip;
        begin((size - 1) / length + 1, strips);
    }

    private void runStrip(int index) {
        strip.run(index * length, (int) Math.min(size, (index + 1L) * length));
    }

    /** Whether a task is left to be taken. */
    boolean open() {
        return (int) left.get() > 0;
    }

    /** Takes tasks until none is left; says whether there was one. */
    boolean help() {
        boolean helped = false;
        for (long now = left.get(); (int) now > 0; now = left.get()) {
            if (!left.compareAndSet(now, now - 1)) continue;
            helped = true;
            run(tasks - (int) now);
            finish(tasks, caller);
        }
        return helped;
    }

    /** Counts a task as done; from then on the fields may be those of the next loop. */
    private void finish(int tasks, Thread caller) {
        if (done.incrementAndGet() == tasks && callerAsleep) LockSupport.unpark(caller);
    }

    /** After a failure only tasks before it matter: so the failure told is always the first. */
    private void run(int index) {
        if (index > failedTask) return;
        try {
            task.accept(index);
        } catch (Throwable e) { // it reaches the caller in join()
            fail(index, e);
        }
    }

    private synchronized void fail(int index, Throwable e) {
        if (index > failedTask) return;
        failedTask = index;
        failure = e;
    }

    /** Waits for the tasks that others took, and throws what the first failed task threw. */
    void join(int spins) {
        for (int i = 0; done.get() < tasks; i++) {
            if (i < spins) Thread.onSpinWait();
            else sleep();
        }
        task = ParallelFor::nothing;
        strip = ParallelFor::nothing;
        rethrow();
    }

    private void sleep() {
        callerAsleep = true;
        if (done.get() < tasks) LockSupport.park(this);
    }

    private synchronized void rethrow() {
        Throwable told = failure;
        failure = null;
        if (told instanceof Error error) throw error;
        if (told instanceof RuntimeException exception) throw exception;
        if (told != null) throw new IllegalStateException(told);
    }
}
