package jdl.kernel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** One parallel-for under way: tasks that several threads take in ascending order. */
final class ParallelFor {

    private final int tasks;
    private final IntConsumer task;
    private final Thread caller = Thread.currentThread();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private volatile boolean callerAsleep;
    private volatile int failedTask = Integer.MAX_VALUE;
    private @Nullable Throwable failure;

    ParallelFor(int tasks, IntConsumer task) {
        this.tasks = tasks;
        this.task = task;
    }

    /** Whether a task is left to be taken. */
    boolean open() {
        return next.get() < tasks;
    }

    /** Takes tasks until none is left; says whether there was one. */
    boolean help() {
        boolean helped = false;
        while (open()) {
            int index = next.getAndIncrement();
            if (index >= tasks) break;
            helped = true;
            run(index);
            if (done.incrementAndGet() == tasks && callerAsleep) LockSupport.unpark(caller);
        }
        return helped;
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
        rethrow();
    }

    private void sleep() {
        callerAsleep = true;
        if (done.get() < tasks) LockSupport.park(this);
    }

    private synchronized void rethrow() {
        if (failure instanceof Error error) throw error;
        if (failure instanceof RuntimeException exception) throw exception;
        if (failure != null) throw new IllegalStateException(failure);
    }
}
