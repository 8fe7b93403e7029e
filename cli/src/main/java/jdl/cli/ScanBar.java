package jdl.cli;

import jdl.data.tool.Progress;

/** How far a command has come with its records, at a terminal. */
final class ScanBar implements Progress {

    private static final long REFRESH = 100_000_000;

    private final Console console;
    private final String verb;
    private long drawnAt = System.nanoTime() - REFRESH;

    ScanBar(Console console, String verb) {
        this.console = console;
        this.verb = verb;
    }

    @Override
    public void at(long done, long of) {
        if (!console.terminal()) return;
        long now = System.nanoTime();
        if (done == of) console.err().print("\r\u001b[K");
        else if (now - drawnAt >= REFRESH) {
            drawnAt = now;
            console.err().print("\r%s %d/%d\u001b[K".formatted(verb, done, of));
        } else return;
        console.err().flush();
    }
}
