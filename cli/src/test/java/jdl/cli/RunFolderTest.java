package jdl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdl.proto.SolverParameter;
import jdl.solver.Event;
import jdl.solver.Score;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

    @TempDir private Path parent;

    @Test
    void aFreshRunLeavesTheOldOnesAlone() throws IOException {
        Path run = parent.resolve("x_run");
        for (int i = 0; i < 3; i++) {
            try (RunFolder folder = fresh(run)) {
                folder.accept(step(i));
            }
        }
        assertThat(csv(run)).endsWith("2,train,lr,0.01");
        assertThat(csv(parent.resolve("x_run.1"))).endsWith("0,train,lr,0.01");
        assertThat(csv(parent.resolve("x_run.2"))).endsWith("1,train,lr,0.01");
    }

    @Test
    void aResumedRunForgetsWhatItDoesAgain() throws IOException {
        Path run = parent.resolve("x_run");
        try (RunFolder folder = fresh(run)) {
            for (int i = 0; i < 4; i++) folder.accept(step(i));
            folder.accept(new Event.Saved(2, Path.of("w"), Path.of("s")));
        }
        try (RunFolder folder = resumed(run, 2)) {
            folder.accept(step(2));
        }
        assertThat(Files.readAllLines(run.resolve("metrics.csv")))
                .filteredOn(row -> row.contains(",lr,"))
                .extracting(row -> row.substring(0, 1))
                .containsExactly("0", "1", "2");
        assertThat(Files.readAllLines(run.resolve("metrics.jsonl")))
                .extracting(
                        row ->
                                row.replaceAll(
                                        "\\{\"event\":\"(\\w+)\",\"iteration\":(\\d).*", "$1 $2"))
                .containsExactly("step 0", "step 1", "snapshot 2", "step 2");
        assertThat(Files.readString(run.resolve("log.txt"))).contains("Iteration 3,");
    }

    @Test
    void aLineThatWasCutByAKillIsDropped() throws IOException {
        Path run = parent.resolve("x_run");
        try (RunFolder folder = fresh(run)) {
            folder.accept(step(0));
        }
        append(run.resolve("metrics.csv"), "1,train,lo");
        append(run.resolve("metrics.jsonl"), "{\"event\":\"step\",\"itera");
        try (RunFolder folder = resumed(run, 5)) {
            folder.accept(step(5));
        }
        assertThat(csv(run)).doesNotContain("lo5").contains("\n5,train,loss,");
        assertThat(Files.readAllLines(run.resolve("metrics.jsonl"))).hasSize(2);
    }

    @Test
    void theConfigCanBeReadBack() throws IOException {
        Path run = parent.resolve("x_run");
        try (RunFolder folder = fresh(run)) {
            var solver = SolverParameter.newBuilder().setBaseLr(0.5f).build();
            folder.config(Map.of("solver.yaml", solver));
        }
        assertThat(run.resolve("solver.yaml")).hasContent("base_lr: 0.5");
    }

    @Test
    void aNameWithACommaStaysOneCell() throws IOException {
        Path run = parent.resolve("x_run");
        try (RunFolder folder = fresh(run)) {
            folder.accept(
                    new Event.Tested(7, 0, Optional.empty(), List.of(new Score("a,\"b\"", 1, 0))));
        }
        assertThat(csv(run)).endsWith("7,test,\"a,\"\"b\"\"\",1.0");
    }

    private static RunFolder fresh(Path run) {
        return RunFolder.fresh(run, Clock.systemUTC(), () -> 0);
    }

    private static RunFolder resumed(Path run, int iteration) {
        return RunFolder.resumed(run, iteration, Clock.systemUTC(), () -> 0);
    }

    private static Event step(int iteration) {
        return new Event.Stepped(iteration, 1, 1, 0.01f, true, List.of());
    }

    private static String csv(Path run) throws IOException {
        return Files.readString(run.resolve("metrics.csv")).strip();
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }
}
