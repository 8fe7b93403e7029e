package jdl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every config that needs no download reaches what its first lines promise. Minutes each. */
@Tag("slow")
class PromisesTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({
        "lenet/lenet_solver.yaml, accuracy, 0.98, 1",
        "two-inputs/two_inputs_solver.yaml, accuracy, 0.96, 1",
        "branches/branches_solver.yaml, accuracy, 0.98, 1",
        "branches/branches_solver.yaml, early_accuracy, 0.85, 1",
        "branches/branches_solver.yaml, drawing_loss, 0, 12",
        "resnet/resnet_solver.yaml, accuracy, 0.985, 1",
    })
    void theLastTestIsAsGoodAsPromised(String solver, String score, float least, float most)
            throws IOException {
        Path prefix = folder.resolve("run");
        Run run =
                Run.jdl(
                        "train",
                        "--solver",
                        Run.file("configs/" + solver),
                        "--set",
                        "solver.snapshot_prefix=" + prefix);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(lastTest(score)).isBetween(least, most);
    }

    /** The newest value of a score in the metrics that the run left. */
    private float lastTest(String score) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("run_run/metrics.csv"));
        String last =
                lines.stream()
                        .filter(line -> line.contains(",test," + score + ","))
                        .reduce((older, newer) -> newer)
                        .orElseThrow();
        return Float.parseFloat(last.substring(last.lastIndexOf(',') + 1));
    }
}
