package jdl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A net that learnt from a table knows what it was, when the table is gone. */
class TablePredictTest {

    @TempDir Path folder;

    @Test
    void aTableIsReadAsTheOneThatWasLearntFrom() throws IOException {
        Path learnt = train();
        Path net = folder.resolve("net.yaml");
        Path deploy = folder.resolve("deploy.yaml");
        ok("deploy", net.toString(), deploy.toString());
        assertThat(deploy).content().contains("learnt", "baker", "mean: 37.5", "high");
        Files.delete(learnt);
        Path other = folder.resolve("others.csv");
        Files.writeString(other, "job,age\ncook,60\nbaker,30\n");
        String weights = folder.resolve("run_iter_100.caffemodel").toString();
        Run run = ok("predict", deploy + "", other + "", "--weights", weights, "--top", "1");
        assertThat(run.out().lines().filter(line -> line.startsWith(" ")).map(String::strip))
                .extracting(line -> line.replaceFirst(".* ", ""))
                .containsExactly("high", "low");
        Files.writeString(other, "job,years\ncook,60\n");
        Run wrong = Run.jdl("predict", deploy + "", other + "", "--weights", weights);
        assertThat(wrong.code()).isEqualTo(65);
        assertThat(wrong.err()).contains("has no column \"age\"");
    }

    /** Trains on a table of four people, and returns it. */
    private Path train() throws IOException {
        Path learnt = folder.resolve("people.csv");
        Files.writeString(
                learnt,
                "age,job,note,income\n20,cook,x,low\n40,smith,y,high\n60,cook,z,high\n30,baker,x,low\n");
        Path net = folder.resolve("net.yaml");
        Files.writeString(
                net,
                """
                layers:
                  - name: people
                    type: Data
                    top: [features, income]
                    source: "csv:%s"
                    batch_size: 4
                    source_param: {table: {label: income, categorical: job, ignore: note, standardize: true}}
                  - {name: score, type: InnerProduct, bottom: features, num_output: 2, weight_filler: {type: xavier}}
                  - {name: loss, type: SoftmaxWithLoss, bottom: [score, income]}
                """
                        .formatted(learnt));
        Path solver = folder.resolve("solver.yaml");
        Files.writeString(
                solver,
                "net: net.yaml\nmax_iter: 100\nbase_lr: 0.5\nlr_policy: fixed\nsnapshot_prefix: "
                        + folder.resolve("run"));
        ok("train", "--solver", solver.toString());
        return learnt;
    }

    private static Run ok(String... args) {
        Run run = Run.jdl(args);
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }
}
