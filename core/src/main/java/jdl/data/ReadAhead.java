package jdl.data;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import jdl.layer.Clock;
import jdl.layer.Ports;
import jdl.tensor.Blob;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * Makes the batch of the next pass while the net computes with this one's. A sample is a function
 * of the clock and its place in the batch, so it does not matter who makes it: a pass that comes
 * before its batch is whole lends a hand, and a pass that nobody foresaw makes its batch itself.
 */
final class ReadAhead {

    /** What there is to do for a pass. */
    interface Work {
        /** Writes one sample at its place in the batch; called from many threads at once. */
        void make(Clock clock, int place, List<Tensor> batch);

        /** Whether it takes longer than to wake a thread for it, and to fetch what it has made. */
        boolean slow(Clock clock);
    }

    private static final Clock NEVER = new Clock(false, 0, Long.MIN_VALUE);

    private final int samples;
    private final List<Shape> shapes;
    private final Work work;
    private final Executor reader;
    private final int threads;
    private final Runnable makeAll = this::makeAll;

    /** Held for reading by who makes samples ahead, for writing by who tells them which. */
    private final ReadWriteLock making = new ReentrantReadWriteLock();

    private final AtomicInteger next;
    private volatile boolean spoilt;
    private Clock ahead = NEVER;
    private Clock last = NEVER;
    private List<Tensor> batch = List.of();

    /**
     * @param samples how many make a batch
     * @param shapes of the tensors that hold a batch
     * @param reader runs what is made ahead, on so many threads
     */
    ReadAhead(int samples, List<Shape> shapes, Work work, Executor reader, int threads) {
        this.samples = samples;
        this.shapes = shapes;
        this.work = work;
        this.reader = reader;
        this.threads = threads;
        this.next = new AtomicInteger(samples);
    }

    /** Writes the batch of this pass into the tops, and begins with that of the next. */
    void read(Ports p) {
        if (made(p)) for (int t = 0; t < batch.size(); t++) p.top(t).data().copyFrom(batch.get(t));
        else make(p);
        Clock next = after(p.clock());
        // A net that is run once, or again and again on one batch, has no use for another.
        if (p.clock().equals(after(last)) && work.slow(next)) begin(next);
        last = p.clock();
    }

    private void make(Ports p) {
        Clock clock = p.clock();
        List<Tensor> tops = p.tops().stream().map(Blob::data).toList();
        p.forEach(samples, place -> work.make(clock, place, tops));
    }

    /** Whether the batch of this pass was begun ahead and is whole now. */
    private boolean made(Ports p) {
        if (!p.clock().equals(ahead)) return false;
        if (next.get() < samples) p.forEach(samples, i -> makeOne());
        making.writeLock().lock(); // a reader may be busy with a last one
        try {
            return !spoilt; // what a sample fails with is told by the pass that makes it again
        } finally {
            making.writeLock().unlock();
        }
    }

    private void begin(Clock clock) {
        next.set(samples);
        making.writeLock().lock();
        try {
            if (batch.isEmpty()) batch = shapes.stream().map(Tensor::zeros).toList();
            ahead = clock;
            spoilt = false;
            next.set(0);
        } finally {
            making.writeLock().unlock();
        }
        for (int i = 0; i < Math.min(threads, samples); i++) reader.execute(makeAll);
    }

    private void makeAll() {
        making.readLock().lock();
        try {
            while (next.get() < samples) makeOne();
        } finally {
            making.readLock().unlock();
        }
    }

    private void makeOne() {
        int place = next.getAndIncrement();
        if (place >= samples) return;
        try {
            work.make(ahead, place, batch);
        } catch (Throwable e) { // it comes again, and is told, in the pass that needs the batch
            spoilt = true;
        }
    }

    private static Clock after(Clock clock) {
        return new Clock(clock.training(), clock.seed(), clock.pass() + 1);
    }
}
