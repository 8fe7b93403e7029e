package jdl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jdl.zoo.Card;
import jdl.zoo.Pack;
import jdl.zoo.Packing;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What model-zoo/ promises: whole entries, of the nets in configs/, that reach what they say. */
class ModelZooTest {

    private static final Path ZOO = Path.of(Run.file("model-zoo"));
    private static final long MIB = 1 << 20;

    /** The solvers that the entries were made of; those that are called after their nets. */
    private static final Map<String, String> SOLVERS =
            Map.of(
                    "lenet", "lenet/lenet_solver.yaml",
                    "lenet-mnist", "lenet/mnist_solver.yaml",
                    "cifar10-quick", "cifar10/quick_part_solver.yaml",
                    "cifar10-resnet20", "cifar10/resnet20_part_solver.yaml",
                    "autoencoder", "autoencoder/small_solver.yaml",
                    "char-lstm", "char-lstm/char_lstm_solver.yaml",
                    "two-inputs", "two-inputs/two_inputs_solver.yaml",
                    "vgg16", "vgg/vgg16_solver.yaml");

    /** Where the data of some lie, as far as they are on this machine. */
    private static final Map<String, String> DATA =
            Map.of(
                    "lenet-mnist", "idx:../shared/data/mnist/test",
                    "cifar10-quick", "cifar10:../shared/data/cifar10/test",
                    "cifar10-resnet20", "cifar10:../shared/data/cifar10/test");

    @TestFactory
    Stream<DynamicTest> eachEntryIsWholeAndOfTheConfigsHere() throws IOException {
        return entries().stream()
                .map(e -> DynamicTest.dynamicTest(e.getFileName().toString(), () -> whole(e)));
    }

    private static void whole(Path entry) {
        Pack pack = Packing.of(entry);
        String name = entry.getFileName().toString();
        assertThat(pack.manifest().name().path()).isEqualTo("jdl/" + name);
        var files =
                new ConfigFiles(
                        new Console(System.out, System.err, 0, Map.of("JDL_DATA", "$JDL_DATA")),
                        new ConfigOptions());
        String solver = SOLVERS.getOrDefault(name, name + "/" + name + "_solver.yaml");
        Map<String, String> now = Gathered.of(Path.of(Run.file("configs/" + solver)), files::find);
        var there = new LinkedHashMap<String, String>();
        now.keySet().forEach(file -> there.put(file, Disk.read(entry.resolve(file))));
        assertThat(there).as("jdl zoo new makes the entry anew").isEqualTo(now);
    }

    /** Of those whose data are not here a clear word says so. */
    @TestFactory
    Stream<DynamicTest> eachReachesWhatItsCardSays() throws IOException {
        return entries().stream()
                .filter(entry -> Card.in(entry).settings().hasWeights())
                .map(e -> DynamicTest.dynamicTest(e.getFileName().toString(), () -> reaches(e)));
    }

    private static void reaches(Path entry) {
        String name = entry.getFileName().toString();
        List<String> words =
                new ArrayList<>(List.of("zoo", "verify", entry.toString(), "--measure"));
        if (DATA.containsKey(name)) {
            String source = DATA.get(name);
            int colon = source.indexOf(':');
            Path data = Path.of(Run.file(source.substring(colon + 1)));
            assumeTrue(Files.exists(data.resolveSibling("")), "there are no data: " + data);
            String layer = name.startsWith("lenet") ? "mnist" : "cifar";
            words.add("--set");
            words.add(
                    "layer[%s@TEST].data_param.source=%s%s"
                            .formatted(layer, source.substring(0, colon + 1), data));
        }
        Run run = Run.jdl(words.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains(": good");
    }

    @Test
    void allOfItIsSmall() throws IOException {
        try (Stream<Path> files = Files.walk(ZOO)) {
            long bytes = files.filter(Files::isRegularFile).mapToLong(ModelZooTest::size).sum();
            assertThat(bytes).isLessThan(20 * MIB);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<Path> entries() throws IOException {
        try (Stream<Path> folders = Files.list(ZOO)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }
}
