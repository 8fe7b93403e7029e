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
        "lenet/lenet_solver.yaml, accuracy > 0.98",
        "mlp/mlp_solver.yaml, accuracy > 0.98",
        "two-inputs/two_inputs_solver.yaml, accuracy > 0.98",
        "branches/branches_solver.yaml, accuracy > 0.98; early_accuracy > 0.93; drawing_loss < 10",
        "resnet/resnet_solver.yaml, accuracy > 0.99",
        "char-lstm/char_lstm_solver.yaml, accuracy > 0.85",
        "siamese/siamese_solver.yaml, accuracy > 0.97",
        "autoencoder/autoencoder_solver.yaml, l2_error < 3",
        "autoencoder/small_solver.yaml, l2_error < 3.4",
    })
    void theLastTestIsAsGoodAsPromised(String solver, String promises) throws IOException {
        Path prefix = folder.resolve("run");
        Run run =
                Run.jdl(
                        "train",
                        "--solver",
                        Run.file("configs/" + solver),
                        "--set",
                        "solver.snapshot_prefix=" + prefix);
        assertThat(run.code()).as(run.err()).isZero();
        for (String promise : promises.split("; ", -1)) {
            String[] words = promise.split(" ", -1);
            float score = lastTest(words[0]);
            float bound = Float.parseFloat(words[2]);
            if (words[1].equals(">")) assertThat(score).as(promise).isGreaterThan(bound);
            else assertThat(score).as(promise).isLessThan(bound);
        }
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
