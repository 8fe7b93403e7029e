package jdl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import jdl.solver.Event;
import jdl.solver.Score;
import org.junit.jupiter.api.Test;

/** Reads the lines by the rules of Caffe's tools/extra/parse_log.py and extract_seconds.py. */
class GlogLinesTest {

    private static final Pattern ITERATION = Pattern.compile("Iteration (\\d+)");
    private static final Pattern TRAIN =
            Pattern.compile("Train net output #(\\d+): (\\S+) = ([\\.\\deE+-]+)");
    private static final Pattern TEST =
            Pattern.compile("Test net output #(\\d+): (\\S+) = ([\\.\\deE+-]+)");
    private static final Pattern RATE =
            Pattern.compile("lr = ([-+]?[0-9]*\\.?[0-9]+([eE]?[-+]?[0-9]+)?)");

    private final List<String> lines = new ArrayList<>();
    private long now;
    private final GlogLines glog =
            new GlogLines(
                    lines::add,
                    Clock.fixed(Instant.parse("2026-02-13T12:34:56.789012Z"), ZoneOffset.UTC),
                    () -> now);

    @Test
    void aRunReadsAsCaffesDoes() {
        glog.accept(new Event.Started(0, 200, "LeNet"));
        glog.accept(new Event.TestStarted(0, 0));
        glog.accept(
                new Event.Tested(
                        0, 0, Optional.of(1.75f), List.of(new Score("accuracy", 0.0625f, 0))));
        now = 2_000_000_000L;
        glog.accept(
                new Event.Stepped(
                        100, 2.5f, 2.25f, 0.00992565f, true, List.of(new Score("loss", 2.5f, 1))));
        glog.accept(new Event.Saved(200, Path.of("x.caffemodel"), Path.of("x.solverstate")));
        glog.accept(new Event.LastLoss(200, 1.25f, 1.5f, List.of()));
        glog.accept(new Event.Finished(200, Event.Reason.DONE));
        assertThat(
                        lines.stream()
                                .map(
                                        line ->
                                                line.replaceFirst(
                                                        "^I0213 12:34:56\\.789012 +\\d+ \\w+\\.cpp:\\d+\\] ",
                                                        "")))
                .containsExactly(
                        "Solving LeNet",
                        "Iteration 0, Testing net (#0)",
                        "Test loss: 1.75",
                        "    Test net output #0: accuracy = 0.0625",
                        "Iteration 100 (50 iter/s, 2s/100 iters), loss = 2.25",
                        "    Train net output #0: loss = 2.5 (* 1 = 2.5 loss)",
                        "Iteration 100, lr = 0.00992565",
                        "Snapshotting to binary proto file x.caffemodel",
                        "Snapshotting solver state to binary proto file x.solverstate",
                        "Iteration 200, loss = 1.5",
                        "Optimization Done.");
    }

    @Test
    void caffesOwnParserFindsTheNumbers() {
        glog.accept(
                new Event.Stepped(
                        300, 1, 1e-6f, 1e-5f, true, List.of(new Score("loss", 1e-6f, 0.3f))));
        glog.accept(
                new Event.Tested(300, 0, Optional.empty(), List.of(new Score("accuracy", 1, 0))));
        String all = String.join("\n", lines);
        assertThat(group(ITERATION, all, 1)).isEqualTo("300");
        assertThat(group(TRAIN, all, 2)).isEqualTo("loss");
        assertThat(group(TRAIN, all, 3)).isEqualTo("1e-06");
        assertThat(group(TEST, all, 3)).isEqualTo("1");
        assertThat(group(RATE, all, 1)).isEqualTo("1e-05");
    }

    @Test
    void theTimeStandsWhereExtractSecondsLooks() {
        glog.accept(new Event.Started(0, 1, "x"));
        String[] words = lines.get(0).split("\\s+", -1);
        assertThat(words[0].substring(1, 3)).isEqualTo("02");
        assertThat(words[0].substring(3)).isEqualTo("13");
        assertThat(words[1]).isEqualTo("12:34:56.789012");
    }

    @Test
    void stepsThatAreNotForDisplayAreSilent() {
        glog.accept(new Event.Stepped(1, 1, 1, 1, false, List.of()));
        assertThat(lines).isEmpty();
    }

    private static String group(Pattern pattern, String text, int group) {
        var matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(group);
    }
}
