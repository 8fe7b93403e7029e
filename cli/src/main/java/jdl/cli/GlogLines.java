package jdl.cli;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import jdl.solver.Event;
import jdl.solver.Score;

/** A run as the lines that Caffe logs, for scripts that read them. */
final class GlogLines implements Reporter {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MMdd HH:mm:ss.SSSSSS");

    private final Consumer<String> lines;
    private final Clock clock;
    private final LongSupplier nanos;
    private long shownAt;
    private int shownIteration;

    /**
     * Tells lines with the time of {@code clock}.
     *
     * @param nanos for durations
     */
    GlogLines(Consumer<String> lines, Clock clock, LongSupplier nanos) {
        this.lines = lines;
        this.clock = clock;
        this.nanos = nanos;
    }

    @Override
    public void note(String line) {
        line.lines().forEach(l -> log("jdl.cpp:1", l));
    }

    @Override
    public void accept(Event event) {
        if (event instanceof Event.Started e) started(e);
        else if (event instanceof Event.Stepped e && e.display()) stepped(e);
        else if (event instanceof Event.Debugged e) debugged(e);
        else if (event instanceof Event.LastLoss e) lastLoss(e);
        else if (event instanceof Event.TestStarted e)
            solver("Iteration " + e.iteration() + ", Testing net (#" + e.test() + ")");
        else if (event instanceof Event.Tested e) tested(e);
        else if (event instanceof Event.Saved e) saved(e);
        else if (event instanceof Event.Finished e) finished(e);
    }

    private void started(Event.Started e) {
        solver("Solving " + e.net());
        shownAt = nanos.getAsLong();
        shownIteration = e.iteration();
    }

    private void stepped(Event.Stepped e) {
        long now = nanos.getAsLong();
        int iterations = e.iteration() - shownIteration;
        double seconds = (now - shownAt) / 1e9;
        double speed = seconds > 0 ? iterations / seconds : 0;
        solver(
                "Iteration %d (%s iter/s, %ss/%d iters), loss = %s"
                        .formatted(
                                e.iteration(),
                                CppNumber.text(speed),
                                CppNumber.text(seconds),
                                iterations,
                                CppNumber.text(e.smoothed())));
        shownAt = now;
        shownIteration = e.iteration();
        scores("Train", e.outputs());
        log(
                "sgd_solver.cpp:112",
                "Iteration " + e.iteration() + ", lr = " + CppNumber.text(e.rate()));
    }

    private void tested(Event.Tested e) {
        e.loss().ifPresent(loss -> solver("Test loss: " + CppNumber.text(loss)));
        scores("Test", e.scores());
    }

    /** As in Caffe, the line for the whole net has the rank of an error, so that any log has it. */
    private void debugged(Event.Debugged e) {
        NormLines.of(e.norms()).forEach(line -> log("net.cpp:600", line));
        NormLines.total(e.norms()).ifPresent(line -> log('E', "net.cpp:700", line));
    }

    private void lastLoss(Event.LastLoss e) {
        solver("Iteration " + e.iteration() + ", loss = " + CppNumber.text(e.smoothed()));
        scores("Train", e.outputs());
    }

    private void scores(String phase, List<Score> scores) {
        for (int i = 0; i < scores.size(); i++) {
            Score s = scores.get(i);
            String loss =
                    s.lossWeight() == 0
                            ? ""
                            : " (* %s = %s loss)"
                                    .formatted(
                                            CppNumber.text(s.lossWeight()),
                                            CppNumber.text(s.lossWeight() * s.value()));
            solver(
                    "    %s net output #%d: %s = %s%s"
                            .formatted(phase, i, s.name(), CppNumber.text(s.value()), loss));
        }
    }

    private void saved(Event.Saved e) {
        solver("Snapshotting to binary proto file " + e.weights());
        log("sgd_solver.cpp:280", "Snapshotting solver state to binary proto file " + e.state());
    }

    private void finished(Event.Finished e) {
        if (e.reason() == Event.Reason.STOPPED) solver("Optimization stopped early.");
        solver("Optimization Done.");
    }

    private void solver(String line) {
        log("solver.cpp:239", line);
    }

    private void log(String place, String line) {
        log('I', place, line);
    }

    private void log(char severity, String place, String line) {
        String time = LocalDateTime.now(clock).format(TIME);
        long process = ProcessHandle.current().pid();
        lines.accept("%c%s %5d %s] %s".formatted(severity, time, process, place, line));
    }
}
