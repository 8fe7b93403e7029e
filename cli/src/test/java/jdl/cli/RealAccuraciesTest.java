package jdl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published weights test as well as their authors' logs and other programs say. */
class RealAccuraciesTest {

    private static final Path DATA = Path.of(Run.file("../shared/data")).toAbsolutePath();

    @ParameterizedTest
    @CsvSource({
        "cifar10-v1-everpeace/cifar10_quick_train_test.prototxt,"
                + " cifar10-v1-everpeace/cifar10_quick_iter_5000.caffemodel, 0.744, 0.7530066",
        "cifar10-v1-everpeace/cifar10_full_train_test.prototxt,"
                + " cifar10-v1-everpeace/cifar10_full_iter_70000.caffemodel, 0.826, 0.4981434",
        "cifar10-v2-h5-bxuan694/cifar10_quick_train_test.prototxt,"
                + " cifar10-v2-h5-bxuan694/cifar10_quick_iter_5000.caffemodel.h5, 0.758, 0.7079366",
    })
    void onTheFirstThousandOfCifar10(String net, String weights, double accuracy, double loss)
            throws IOException {
        String source = net.contains("v2") ? "/mnt/data/cifar10/" : "examples/cifar10/";
        check(
                net,
                weights,
                source + "cifar10_test_" + (net.contains("v2") ? "lmdb" : "leveldb"),
                "cifar10:" + DATA.resolve("cifar10/test"),
                accuracy,
                loss,
                "--set",
                "layer[cifar@TEST].transform_param.mean_file="
                        + DATA.resolve("cifar10/mean.binaryproto"));
    }

    @ParameterizedTest
    @CsvSource({"0.9905, 0.0291821"})
    void onMnist(double accuracy, double loss) throws IOException {
        check(
                "lenet-v1-everpeace/lenet_train_test.prototxt",
                "lenet-v1-everpeace/lenet_iter_10000.caffemodel",
                "examples/mnist/mnist_test_lmdb",
                "idx:" + DATA.resolve("mnist/test"),
                accuracy,
                loss);
    }

    private static void check(
            String net,
            String weights,
            String written,
            String source,
            double accuracy,
            double loss,
            String... more)
            throws IOException {
        Path models = DATA.resolve("models");
        assumeTrue(Files.isDirectory(models), "skipped: no models at " + models);
        String[] args = {
            "test",
            "--json",
            "--model",
            models.resolve(net).toString(),
            "--weights",
            models.resolve(weights).toString(),
            "--alias",
            written + "=" + source
        };
        String[] all = Arrays.copyOf(args, args.length + more.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        Run run = Run.jdl(all);
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode scores = new ObjectMapper().readTree(run.out());
        assertThat(score(scores, "accuracy")).isCloseTo(accuracy, within(1e-6));
        assertThat(score(scores, "loss")).isCloseTo(loss, within(1e-5 * loss));
    }

    private static double score(JsonNode json, String name) {
        for (JsonNode output : json.path("outputs"))
            if (output.path("name").asText().equals(name)) return output.path("value").asDouble();
        throw new AssertionError("no " + name + " in " + json);
    }
}
