package jdl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {

    @TempDir private Path folder;

    @Test
    void aloneItListsTheCommands() {
        Run run = Run.jdl();
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("train", "test", "validate", "summary", "convert", "render", "data")
                .contains("version", "completion", "help");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "train",
                "test",
                "time",
                "validate",
                "summary",
                "convert",
                "render",
                "upgrade",
                "deploy",
                "info",
                "features",
                "weights"
            })
    void eachCommandExplainsItselfWithExamples(String command) {
        Run asked = Run.jdl(command, "--help");
        assertThat(asked.code()).isZero();
        assertThat(asked.out()).contains("Usage: jdl " + command, "Examples:", "  jdl " + command);
        assertThat(Run.jdl("help", command).out()).isEqualTo(asked.out());
    }

    @ParameterizedTest
    @CsvSource({
        "trian, did you mean \"train\"",
        "tets, did you mean \"test\"",
        "train --solvr x, did you mean \"--solver\"",
        "train -solvr x, did you mean \"--solver\"",
        "train --solver x --wieghts=y, did you mean \"--weights\"",
        "test --model x --weigths y, did you mean \"--weights\"",
        "help trian, did you mean \"train\"",
    })
    void aTypoIsToldWithWhatWasMeant(String line, String expected) {
        Run run = Run.jdl(line.split(" ", -1));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(expected).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource({
        "train, --solver",
        "train --solver x --threads many, --threads",
        "train --solver configs/lenet/lenet_solver.yaml --threads 0, --threads",
        "train --solver configs/lenet/lenet_solver.yaml --kernels abacus, abacus",
        "train --solver configs/lenet/lenet_solver.yaml --resume auto --weights x, --resume",
        "train --solver configs/lenet/lenet_solver.yaml -gpu 0, CPU",
        "train --solver configs/lenet/lenet_solver.yaml --set base_lr=1, --set",
        "train --solver configs/lenet/lenet_solver.yaml --alias a=b, a",
        "test --weights x, --model",
        "test --model x --solver y --weights z, --solver",
        "summary configs/lenet/lenet.yaml --phase BOTH, --phase",
        "summary configs/lenet/lenet.yaml surplus, surplus",
        "convert configs/lenet/lenet.yaml lenet.json, lenet.json",
    })
    void aWrongCommandLineExitsWith2AndNamesTheCulprit(String line, String culprit) {
        String[] args = line.replace("configs/", Run.file("configs") + "/").split(" ", -1);
        Run run = Run.jdl(args);
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(culprit).doesNotContain("\tat ");
    }

    @Test
    void aMissingFileExitsWith66() {
        assertThat(Run.jdl("validate", "nowhere.yaml").code()).isEqualTo(66);
        assertThat(Run.jdl("train", "-solver", "nowhere.prototxt").code()).isEqualTo(66);
    }

    @Test
    void aDamagedWeightsFileExitsWith65() throws IOException {
        Path weights = Files.writeString(folder.resolve("w.caffemodel"), "not weights at all");
        Run run =
                Run.jdl(
                        "test",
                        "--model",
                        Run.file("configs/lenet/lenet.yaml"),
                        "--weights",
                        weights.toString());
        assertThat(run.code()).as(run.err()).isEqualTo(65);
        assertThat(run.err()).contains("w.caffemodel");
    }

    @Test
    void aLayerThatDoesNotFitIsToldWithItsPlace() {
        String net = Run.file("configs/lenet/lenet.yaml");
        Run run = Run.jdl("validate", net, "--set", "layer[conv1].kernel_size=50");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).containsPattern("lenet\\.yaml:\\d+:\\d+: layer \"conv1\"");
    }

    @Test
    void aMistakeInAFileIsToldWithItsPlaceFirst() throws IOException {
        Path net = Files.writeString(folder.resolve("net.yaml"), "name: x\nlayer:\n  - naem: y\n");
        Run run = Run.jdl("validate", net.toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).startsWith(net + ":3:5: ");
    }

    @TestFactory
    Stream<DynamicTest> everyShippedConfigIsValid() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(Path.of(Run.file("configs")))) {
            files = all.filter(f -> f.toString().matches(".*\\.(yaml|prototxt)")).sorted().toList();
        }
        assertThat(files).isNotEmpty();
        return files.stream()
                .map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> valid(f)));
    }

    /**
     * Where data are not on this machine, the command has to say so, and to be content with noise.
     */
    private static void valid(Path file) {
        Run run = Run.jdl("validate", file.toString());
        if (run.code() == 0) return;
        assertThat(run.err()).contains("data");
        Run noise = Run.jdl("validate", file.toString(), "--stage", "dummy");
        assertThat(noise.code()).as(run.err() + noise.err()).isZero();
    }

    @Test
    void whatIsConvertedTwiceIsTheSame() {
        String net = Run.file("configs/lenet/lenet.yaml");
        String prototxt = folder.resolve("lenet.prototxt").toString();
        String yaml = folder.resolve("lenet.yaml").toString();
        assertThat(Run.jdl("convert", net, prototxt).code()).isZero();
        assertThat(Run.jdl("convert", prototxt, yaml).code()).isZero();
        assertThat(Run.jdl("render", yaml).out()).isEqualTo(Run.jdl("render", net).out());
        assertThat(Run.jdl("convert", yaml, "-").out()).contains("layer {");
    }

    @Test
    void convertOverwritesOnlyWhenTold() throws IOException {
        String net = Run.file("configs/lenet/lenet.yaml");
        Path out = Files.writeString(folder.resolve("mine.prototxt"), "# mine");
        assertThat(Run.jdl("convert", net, out.toString()).code()).isEqualTo(73);
        assertThat(out).hasContent("# mine");
        assertThat(Run.jdl("convert", net, out.toString(), "--force").code()).isZero();
        assertThat(out).content().contains("conv1");
    }

    @Test
    void aSummaryTellsParametersAndMacs() {
        String net = Run.file("configs/lenet/lenet.yaml");
        assertThat(Run.jdl("summary", net).out()).contains("431,080", "2,293,000", "64×20×24×24");
        assertThat(Run.jdl("summary", net, "--stage", "deploy").out())
                .contains("phase TEST, stage deploy", "1×10");
        assertThat(Run.jdl("summary", net, "--json").out()).contains("\"parameters\" : 431080");
    }

    @Test
    void dataSetsAndKindsOfSourceAreListed() {
        assertThat(Run.jdl("data", "list").out()).contains("mnist", "digits:train");
        Run unknown = Run.jdl("data", "get", "minst");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("mnist");
    }

    @Test
    void versionNamesTheKernels() {
        assertThat(Run.jdl("version").out()).contains("jdl ", "JDK ", "kernels ", "cores ");
    }

    @Test
    void completionKnowsTheCommands() {
        assertThat(Run.jdl("completion").out()).contains("validate", "--solver");
    }

    @Test
    void namesFromFilesCannotCommandTheTerminal() throws IOException {
        Path net =
                Files.writeString(
                        folder.resolve("n.prototxt"),
                        "name: \"x\"\nlayer { type: \"\\033[2J\" name: \"a\" }");
        assertThat(Run.jdl("validate", net.toString()).err()).doesNotContain("\u001b");
    }
}
