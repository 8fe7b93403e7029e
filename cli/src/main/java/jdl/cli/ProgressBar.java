package jdl.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import jdl.solver.Event;
import jdl.solver.Score;

/** A run for a person at a terminal: results line by line, and below them how far it has come. */
final class ProgressBar implements Reporter {

    private static final long REFRESH = 100_000_000;
    private static final int CELLS = 24;
    private static final String CLEAR = "\r\u001b[K";

    private final PrintStream out;
    private final int columns;
    private final boolean colours;
    private final LongSupplier nanos;
    private long startedAt;
    private long drawnAt;
    private int from;
    private int until;
    private float loss = Float.NaN;

    ProgressBar(Console console, LongSupplier nanos) {
        this.out = console.err();
        this.columns = console.columns();
        this.colours = console.colours();
        this.nanos = nanos;
    }

    @Override
    public void note(String line) {
        print(line);
    }

    @Override
    public void accept(Event event) {
        if (event instanceof Event.Started e) {
            startedAt = nanos.getAsLong();
            from = e.iteration();
            until = e.until();
            print("training " + e.net() + ", iterations " + from + " to " + until);
        } else if (event instanceof Event.Stepped e) {
            loss = e.smoothed();
            draw(e.iteration() + 1, "");
        } else if (event instanceof Event.TestPass e) {
            draw(e.iteration(), "testing " + e.done() + "/" + e.of());
        } else if (event instanceof Event.Tested e) {
            String loss = e.loss().map(l -> "loss " + CppNumber.text(l) + ": ").orElse("");
            print(at(e.iteration()) + bold("test  " + loss + scores(e.scores())));
        } else if (event instanceof Event.Saved e) {
            print(at(e.iteration()) + "saved " + e.state());
        } else if (event instanceof Event.Finished e) {
            print(e.reason() == Event.Reason.DONE ? "done" : at(e.iteration()) + "stopped");
        }
    }

    private static String at(int iteration) {
        return "iteration %6d  ".formatted(iteration);
    }

    static String scores(List<Score> scores) {
        return scores.stream()
                .map(s -> s.name() + " " + CppNumber.text(s.value()))
                .collect(Collectors.joining(", "));
    }

    private String bold(String text) {
        return colours ? "\u001b[1m" + text + "\u001b[0m" : text;
    }

    /** A line that stays, above the bar. */
    private void print(String line) {
        out.print(CLEAR + line + "\n");
        out.flush();
        drawnAt = 0;
    }

    private void draw(int done, String what) {
        long now = nanos.getAsLong();
        if (now - drawnAt < REFRESH) return;
        drawnAt = now;
        double speed = (done - from) / Math.max(1e-9, (now - startedAt) / 1e9);
        String line = "%s %d/%d".formatted(bar(done), done, until);
        if (done > from) line += String.format(Locale.ROOT, "  %.1f it/s", speed);
        if (!Float.isNaN(loss)) line += "  loss " + CppNumber.text(loss);
        if (done > from) line += "  " + duration((until - done) / speed) + " left";
        if (!what.isEmpty()) line += "  " + what;
        out.print(CLEAR + line.substring(0, Math.min(line.length(), columns - 1)));
        out.flush();
    }

    private String bar(int done) {
        int full = until == 0 ? CELLS : (int) ((long) CELLS * done / until);
        return "█".repeat(Math.min(full, CELLS)) + "░".repeat(Math.max(0, CELLS - full));
    }

    static String duration(double seconds) {
        long s = Math.round(seconds);
        if (s < 60) return s + " s";
        if (s < 3600) return "%d min %02d s".formatted(s / 60, s % 60);
        return "%d h %02d min".formatted(s / 3600, s / 60 % 60);
    }
}
