package jdl.kernel;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Threads that wait for the next loop, first by looking again and again, then asleep. The caller
 * takes part, so a pool of n has n-1 threads of its own.
 */
final class WorkerPool implements Workers {

    /** Looks before a thread falls asleep: some fifty microseconds, longer than most gaps. */
    private static final int SPINS = 1 << 12;

    private static final Workers ALONE = Workers.single();

    private final AtomicBoolean busy = new AtomicBoolean();
    private final ParallelFor loop = new ParallelFor();
    private volatile boolean closed;
    private final List<Worker> crew;

    WorkerPool(int threads) {
        crew = IntStream.range(1, threads).mapToObj(Worker::new).toList();
        crew.forEach(Worker::start);
    }

    /** Runs inline where the crew is busy, be it with the loop that this call came from. */
    @Override
    public void forEach(int tasks, IntConsumer task) {
        if (tasks <= 1 || !begins()) {
            ALONE.forEach(tasks, task);
            return;
        }
        try {
            loop.begin(tasks, task);
            together();
        } finally {
            busy.set(false);
        }
    }

    @Override
    public void forStrips(int size, int length, Strip strip) {
        if (size <= length || !begins()) {
            ALONE.forStrips(size, length, strip);
            return;
        }
        try {
            loop.begin(size, length, strip);
            together();
        } finally {
            busy.set(false);
        }
    }

    /** Whether the crew is the caller's. */
    private boolean begins() {
        return !crew.isEmpty() && busy.compareAndSet(false, true);
    }

    private void together() {
        for (int i = 0; i < crew.size(); i++) crew.get(i).wake();
        loop.help();
        loop.join(SPINS);
    }

    @Override
    public int threads() {
        return crew.size() + 1;
    }

    /** Ends the threads; what is asked for later runs in the caller's. */
    @Override
    public void close() {
        closed = true;
        for (Worker worker : crew) {
            LockSupport.unpark(worker);
            try {
                worker.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private final class Worker extends Thread {

        private volatile boolean asleep;

        Worker(int number) {
            super("jdl-worker-" + number);
            setDaemon(true);
        }

        @Override
        public void run() {
            int looks = 0;
            while (!closed) {
                if (loop.help()) looks = 0;
                else if (++looks < SPINS) Thread.onSpinWait();
                else {
                    rest();
                    looks = 0;
                }
            }
        }

        /** The loop is looked at after {@code asleep} is told, so no wake-up is lost. */
        private void rest() {
            asleep = true;
            if (!closed && !loop.open()) LockSupport.park(this);
            asleep = false;
        }

        void wake() {
            if (asleep) LockSupport.unpark(this);
        }
    }
}
