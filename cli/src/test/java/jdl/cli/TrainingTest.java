package jdl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs of a net that is small enough to train in a moment. */
class TrainingTest {

    private static final String NET =
            """
            name: tiny
            layers:
              - {name: digits, type: Data, source: "digits:train", batch_size: 8, scale: 0.004,
                 shuffle: true, include: {phase: TRAIN}}
              - {name: digits, type: Data, source: "digits:test", batch_size: 300, scale: 0.004,
                 include: {phase: TEST}}
              - {name: conv, type: Convolution, num_output: 4, kernel_size: 5, stride: 2,
                 weight_filler: {type: xavier}}
              - {name: relu, type: ReLU, top: conv}
              - {name: drop, type: Dropout, top: conv, dropout_ratio: 0.2}
              - {name: ip, type: InnerProduct, num_output: 10, weight_filler: {type: xavier}}
              - {name: accuracy, type: Accuracy, bottom: [ip, label], include: {phase: TEST}}
              - {name: loss, type: SoftmaxWithLoss, bottom: [ip, label]}
            """;

    private static final String SOLVER =
            """
            net: net.yaml
            test_iter: 1
            test_interval: 20
            base_lr: 0.02
            momentum: 0.9
            weight_decay: 0.0005
            lr_policy: inv
            gamma: 0.01
            power: 0.75
            average_loss: 7
            display: 5
            max_iter: 40
            snapshot: 10
            random_seed: 3
            """;

    @TempDir private Path folder;

    @Test
    void aRunLeavesWeightsConfigMetricsAndLog() throws IOException {
        Run run = train(files("a"));
        assertThat(run.err()).contains("Solving tiny", "Optimization Done.");
        assertThat(folder.resolve("a/solver_iter_40.caffemodel")).isNotEmptyFile();
        Path left = folder.resolve("a/solver_run");
        assertThat(left.resolve("metrics.csv")).content().contains("\n40,test,accuracy,0.");
        assertThat(left.resolve("metrics.jsonl")).content().endsWith("\"done\":true}\n");
        assertThat(left.resolve("log.txt")).content().contains("Iteration 40, Testing net (#0)");
        assertThat(Run.jdl("validate", left.resolve("solver.yaml").toString()).code()).isZero();
    }

    @Test
    void debugInfoTellsTheNormsOfEachDisplayedPassInCaffesWords() throws IOException {
        Run run = train(files("debug"), "--set", "solver.debug_info=true");
        String log = Files.readString(folder.resolve("debug/solver_run/log.txt"));
        for (String told : List.of(log, run.err()))
            assertThat(told)
                    .containsPattern(
                            "\nI.*\\]     \\[Forward\\] Layer conv, top blob conv data: \\S+\n")
                    .containsPattern("\\[Forward\\] Layer conv, param blob 1 data: \\S+\n")
                    .containsPattern("\\[Backward\\] Layer loss, bottom blob ip diff: \\S+\n")
                    .containsPattern("\\[Backward\\] Layer conv, param blob 0 diff: \\S+\n")
                    .containsPattern(
                            "\nE.*\\]     \\[Backward\\] All net params \\(data, diff\\):"
                                    + " L1 norm = \\(\\S+, \\S+\\); L2 norm = \\(\\S+, \\S+\\)\n")
                    .doesNotContain("bottom blob digits diff");
        assertThat(log.split("All net params", -1)).hasSize(1 + 40 / 5);
    }

    @Test
    void prototxtTrainsToTheSameBitsAsYaml() throws IOException {
        Path yaml = files("yaml");
        Path other = Files.createDirectories(folder.resolve("prototxt"));
        convert(yaml.resolveSibling("net.yaml"), other.resolve("net.prototxt"));
        convert(yaml, other.resolve("solver.prototxt"));
        train(yaml);
        train(other.resolve("solver.prototxt"), "--set", "solver.net=net.prototxt");
        assertThat(sha256(other.resolve("solver.prototxt"), 40)).isEqualTo(sha256(yaml, 40));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aRunInTwoPartsEndsWithTheSameBits(int threads) throws IOException {
        String n = String.valueOf(threads);
        Path whole = files("whole");
        Path parts = files("parts");
        train(whole, "--threads", "1");
        train(parts, "--threads", n, "--set", "solver.max_iter=25");
        Run second = train(parts, "--threads", n, "--resume", "auto");
        assertThat(second.err()).contains("goes on at iteration 25");
        assertThat(sha256(parts, 40)).isEqualTo(sha256(whole, 40));
        assertThat(metrics(parts)).isEqualTo(metrics(whole));
    }

    @Test
    void aResumeFromAFileNeedNotBeTheNewest() throws IOException {
        Path solver = files("x");
        train(solver);
        String end = sha256(solver, 40);
        train(solver, "-snapshot", solver.resolveSibling("solver_iter_20.solverstate").toString());
        assertThat(sha256(solver, 40)).isEqualTo(end);
    }

    @Test
    void theNumberOfThreadsAndTheRunsFolderChangeNoBit() throws IOException {
        Path one = files("one");
        Path two = files("two");
        train(one, "--threads", "1");
        train(two, "--threads", "2", "--run", folder.resolve("elsewhere").toString(), "--quiet");
        assertThat(sha256(two, 40)).isEqualTo(sha256(one, 40));
        assertThat(folder.resolve("elsewhere/metrics.csv")).isNotEmptyFile();
    }

    @Test
    void aTestCountsEverySampleOnce() throws IOException {
        Path solver = files("x");
        train(solver);
        String weights = solver.resolveSibling("solver_iter_40.caffemodel").toString();
        String net = solver.resolveSibling("net.yaml").toString();
        List<String> outputs = new ArrayList<>();
        for (int batch : new int[] {100, 300, 64, 7777}) {
            Run run =
                    Run.jdl(
                            "test",
                            "--model",
                            net,
                            "--weights",
                            weights,
                            "--json",
                            "--confusion",
                            "--set",
                            "layer[digits@TEST].batch_size=" + batch);
            assertThat(run.code()).as(run.err()).isZero();
            outputs.add(run.out().replaceAll("\"name\":\"loss\",\"value\":[^,]*", ""));
        }
        assertThat(outputs.get(0)).contains("\"samples\":10000");
        assertThat(outputs).allMatch(outputs.get(0)::equals);
    }

    @Test
    void jsonEventsStandAloneOnStdout() throws IOException {
        Run run = train(files("x"), "--json", "--quiet");
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines()).allMatch(line -> line.startsWith("{\"event\":\""));
    }

    @Test
    void aTerminalGetsABarAndAPipeNone() throws IOException {
        Path solver = files("x");
        Run terminal = Run.jdl(80, "train", "--solver", solver.toString());
        assertThat(terminal.err())
                .contains("█", "test  accuracy", "done")
                .doesNotContain("\u001b[1m");
        assertThat(train(solver).err()).doesNotContain("█", "\r");
    }

    @Test
    void divergenceExitsWith88AndNamesTheBlob() throws IOException {
        Run run =
                Run.jdl("train", "--solver", files("x").toString(), "--set", "solver.base_lr=1e30");
        assertThat(run.code()).isEqualTo(88);
        assertThat(run.err()).contains("loss is NaN", "blob");
    }

    @Test
    void aRunThatIsAlreadyGoingOnIsLeftAlone() throws IOException {
        Path solver = files("x");
        var snapshots =
                new jdl.snapshot.Snapshots(
                        solver.resolveSibling("solver").toString(),
                        jdl.proto.SolverParameter.SnapshotFormat.BINARYPROTO);
        try (var lock = snapshots.lock()) {
            assertThat(lock).isNotNull();
            assertThat(Run.jdl("train", "--solver", solver.toString()).code()).isEqualTo(75);
        }
    }

    @Test
    void aKilledRunIsTakenUpToTheSameBits() throws Exception {
        Path whole = files("whole");
        Path killed = files("killed");
        String longer = "solver.max_iter=400";
        train(whole, "--threads", "2", "--set", longer);
        Process process = Child.start("train", "--solver", killed.toString(), "--set", longer);
        Child.awaitFile(killed.resolveSibling("solver_iter_30.solverstate"), process);
        process.destroyForcibly();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        train(killed, "--threads", "1", "--set", longer, "--resume", "auto");
        assertThat(sha256(killed, 400)).isEqualTo(sha256(whole, 400));
        assertThat(metrics(killed)).isEqualTo(metrics(whole));
    }

    @Test
    void sigtermSavesASnapshotAndExitsWith143() throws Exception {
        Path solver = files("x");
        String endless = "solver.max_iter=1000000";
        Process process = Child.start("train", "--solver", solver.toString(), "--set", endless);
        Child.awaitFile(solver.resolveSibling("solver_iter_20.solverstate"), process);
        process.destroy();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
        List<String> events = Files.readAllLines(solver.resolveSibling("solver_run/metrics.jsonl"));
        assertThat(events.get(events.size() - 2)).contains("\"event\":\"snapshot\"");
        assertThat(events.get(events.size() - 1)).contains("\"done\":false");
    }

    @Test
    void tooLittleMemoryExitsWith3() throws Exception {
        String batch = "layer[digits@TRAIN].batch_size=50000";
        String solver = files("x").toString();
        Process process = Child.startWith("-Xmx32m", "train", "--solver", solver, "--set", batch);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(3);
    }

    /** A rate that falls until the end is another one where the end is another. */
    @Test
    void aRunIsToldThatItsEndWasMovedOnlyWhereThatMatters() throws IOException {
        for (String policy : new String[] {"poly", "fixed"}) {
            Path solver = files(policy);
            String[] half = {"--set", "solver.lr_policy=" + policy, "--set", "solver.max_iter=5"};
            train(solver, half);
            Run more = train(solver, "--set", "solver.lr_policy=" + policy, "--resume", "auto");
            assertThat(more.err().contains("the config has changed"))
                    .isEqualTo(policy.equals("poly"));
        }
    }

    private Path files(String name) throws IOException {
        Path here = Files.createDirectories(folder.resolve(name));
        Files.writeString(here.resolve("net.yaml"), NET);
        return Files.writeString(here.resolve("solver.yaml"), SOLVER);
    }

    private static Run train(Path solver, String... more) {
        List<String> args = new ArrayList<>(List.of("train", "--solver", solver.toString()));
        args.addAll(List.of(more));
        Run run = Run.jdl(args.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    private static void convert(Path from, Path to) {
        Run run = Run.jdl("convert", from.toString(), to.toString());
        assertThat(run.code()).as(run.err()).isZero();
    }

    private static String sha256(Path solver, int iteration) throws IOException {
        Path weights = solver.resolveSibling("solver_iter_" + iteration + ".caffemodel");
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(Files.readAllBytes(weights)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String metrics(Path solver) throws IOException {
        return Files.readString(solver.resolveSibling("solver_run/metrics.csv"));
    }
}
