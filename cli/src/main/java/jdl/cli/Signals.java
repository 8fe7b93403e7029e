package jdl.cli;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import jdl.solver.Control;

/**
 * What the system and the user signal: SIGINT and SIGTERM end a run after a snapshot, a second one
 * at once; SIGHUP wants a snapshot.
 */
final class Signals implements Control {

    private static final int BASE = 128;

    private final AtomicInteger stop = new AtomicInteger();
    private final AtomicBoolean snapshot = new AtomicBoolean();

    /** Listens to the signals of this process from now on. */
    static Signals ofProcess() {
        var signals = new Signals();
        listen("INT", signals::stopBy);
        listen("TERM", signals::stopBy);
        listen("HUP", number -> signals.snapshot.set(true));
        return signals;
    }

    private static void listen(String name, IntConsumer action) {
        try {
            sun.misc.Signal.handle(
                    new sun.misc.Signal(name), signal -> action.accept(signal.getNumber()));
        } catch (IllegalArgumentException e) {
            // A system without that signal, or a JVM that keeps it: then nobody can send it to us.
        }
    }

    /** The first signal is a wish, the second an order. */
    void stopBy(int number) {
        if (!stop.compareAndSet(0, number)) Runtime.getRuntime().halt(BASE + number);
    }

    @Override
    public boolean stop() {
        return stop.get() != 0;
    }

    @Override
    public boolean takeSnapshotWish() {
        return snapshot.getAndSet(false);
    }

    /** The exit code of a process that a signal ended: 130 for SIGINT, 143 for SIGTERM. */
    int exitCode() {
        return stop() ? BASE + stop.get() : 0;
    }
}
