package jdl.web;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongConsumer;
import jdl.file.LockedFile;

/** Waits for another who downloads a file, as long as that file grows now and then. */
final class Patience implements LockedFile.Waiting {

    /** The other gives up its server after one patience, and may have several and a long file. */
    private static final int SHARE = 4;

    private static final int PAUSE = 50;

    private final Path file;
    private final long patience;
    private final LongConsumer progress;
    private long size = -1;
    private long lastSign;

    Patience(Path file, Duration patience, LongConsumer progress) {
        this.file = file;
        this.patience = SHARE * patience.toNanos();
        this.progress = progress;
        this.lastSign = System.nanoTime();
    }

    @Override
    public boolean more() throws IOException {
        long now = Files.exists(file) ? Files.size(file) : 0;
        if (now != size) {
            size = now;
            lastSign = System.nanoTime();
            progress.accept(now);
        }
        pause();
        return System.nanoTime() - lastSign < patience;
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while another jdl downloaded this");
        }
    }
}
