package jdl.web;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Closes a stream that nobody has got anything out of for too long, so that its reader wakes up.
 */
final class Watchdog implements AutoCloseable {

    private final Thread thread;
    private volatile long lastSign = System.nanoTime();

    Watchdog(InputStream stream, Duration patience) {
        thread = new Thread(() -> watch(stream, patience.toNanos()), "jdl-web-watchdog");
        thread.setDaemon(true);
        thread.start();
    }

    /** A sign of life. */
    void pat() {
        lastSign = System.nanoTime();
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void watch(InputStream stream, long patience) {
        try {
            while (System.nanoTime() - lastSign < patience) Thread.sleep(patience / 5_000_000 + 1);
            stream.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the reader is done
        } catch (IOException e) {
            lastSign = 0; // it was closed already; the reader knows
        }
    }
}
