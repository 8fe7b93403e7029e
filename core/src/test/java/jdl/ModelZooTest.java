package jdl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import jdl.config.ConfigReader;
import jdl.config.Sugar;
import jdl.config.Text;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.net.Net;
import jdl.net.NetPlan;
import jdl.net.Weights;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.proto.Phase;
import jdl.snapshot.WeightsFile;
import jdl.solver.WeightCopy;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Each weights file that the zoo ships is the one its card tells of, and fits the card's net. */
class ModelZooTest {

    private static final Path ROOT = Path.of(System.getProperty("jdl.root", ".."));

    @TestFactory
    Stream<DynamicTest> shippedWeights() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT.resolve("model-zoo"))) {
            List<Path> cards = folders.map(f -> f.resolve("model.yaml")).toList();
            return cards.stream()
                    .map(
                            c ->
                                    DynamicTest.dynamicTest(
                                            c.getParent().getFileName().toString(),
                                            () -> check(c)));
        }
    }

    private static void check(Path file) throws IOException, NoSuchAlgorithmException {
        Map<String, Object> card =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
        Net net = net(ROOT.resolve(String.valueOf(card.get("net"))));
        int parameters = net.weights().stream().mapToInt(w -> w.blob().shape().count()).sum();
        assertThat(card).containsEntry("parameters", parameters);
        assertThat(entries(card)).isNotEmpty();
        for (Map<?, ?> entry : entries(card)) {
            Path weights = file.resolveSibling(String.valueOf(entry.get("file")));
            byte[] bytes = Files.readAllBytes(weights);
            String digest =
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            assertThat(digest).isEqualTo(entry.get("sha256"));
            assertThat(bytes).hasSize(((Number) entry.get("bytes")).intValue());
            WeightCopy copy = WeightCopy.into(net, WeightsFile.read(weights).layers());
            assertThat(copy.ignored()).isEmpty();
            assertThat(copy.missing()).isEmpty();
        }
    }

    private static List<Map<?, ?>> entries(Map<String, Object> card) {
        return ((List<?>) card.get("weights")).stream().<Map<?, ?>>map(e -> (Map<?, ?>) e).toList();
    }

    /** The net as one uses it: no data, no loss. */
    private static Net net(Path file) throws IOException {
        var reader =
                new ConfigReader(
                        Sugar.passes((path, from) -> new Text(path, ""), name -> Optional.empty()));
        var message =
                reader.read(
                                new Text("net.yaml", Files.readString(file)),
                                NetParameter.getDefaultInstance())
                        .message();
        var state = NetState.newBuilder().setPhase(Phase.TEST).addStage("deploy").build();
        return new Net(
                NetPlan.of(message, state), new Weights(1), Kernels.plain(Workers.single()), 1);
    }
}
