package jdl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class GradcheckTest {

    private static final String NET =
            """
            name: small
            layers:
              - {name: in, type: Input, top: [x, label], input_param: {shape: [{dim: [4, 3]}, {dim: [4]}]}}
              - {name: ip, type: InnerProduct, bottom: x, num_output: 2, weight_filler: {type: xavier}}
              - {name: relu, type: ReLU, top: ip}
              - {name: loss, type: SoftmaxWithLoss, bottom: [ip, label]}
            """;

    @TempDir private Path folder;

    private String net() throws IOException {
        return Files.writeString(folder.resolve("net.yaml"), NET).toString();
    }

    @Test
    void aRightNetPasses() throws IOException {
        Run run = Run.jdl("gradcheck", net(), "--all");
        assertThat(run.code()).as(run.out() + run.err()).isZero();
        assertThat(run.out())
                .contains("blob \"x\"", "weight \"ip/0\"", "weight \"ip/1\"", "6 of 6", "worst: ")
                .doesNotContain("WRONG", "blob \"label\"");
    }

    @Test
    void aLayerCanBeCheckedAlone() throws IOException {
        Run run = Run.jdl("gradcheck", net(), "--layer", "ip", "--json");
        assertThat(run.code()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).startsWith("{\"passed\":true").contains("bottom 0, \\\"x\\\"");
    }

    @Test
    void aGradientThatIsNoNumberIsWrong() throws IOException {
        Path root =
                Files.writeString(
                        folder.resolve("root.yaml"),
                        NET.replace(
                                "type: ReLU, top: ip",
                                "type: Power, top: ip, scale: -1, shift: -9, power: 0.5"));
        Run run = Run.jdl("gradcheck", root.toString());
        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(1);
        assertThat(run.out())
                .contains("WRONG: ", "by differences nan")
                .contains("wrong when checked alone: ", "\"relu\" (Power)");
    }

    @Test
    void anUnknownLayerIsTold() throws IOException {
        Run run = Run.jdl("gradcheck", net(), "--layer", "ipp");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("the net has no layer \"ipp\"; did you mean \"ip\"?");
    }

    @Test
    void aNetWithDropoutAndBatchNormPasses() throws IOException {
        Path net =
                Files.writeString(
                        folder.resolve("drop.yaml"),
                        NET.replace(
                                "  - {name: relu, type: ReLU, top: ip}\n",
                                """
                                  - {name: bn, type: BatchNorm, top: ip}
                                  - {name: scale, type: Scale, top: ip}
                                  - {name: drop, type: Dropout, top: ip}
                                """));
        for (String phase : new String[] {"TRAIN", "TEST"}) {
            Run run = Run.jdl("gradcheck", net.toString(), "--all", "--phase", phase);
            assertThat(run.code()).as(run.out() + run.err()).isZero();
            assertThat(run.out()).contains("weight \"scale/0\"").doesNotContain("\"bn/0\"");
        }
        Run alone = Run.jdl("gradcheck", net.toString(), "--layer", "bn", "--all");
        assertThat(alone.code()).as(alone.out()).isZero();
        assertThat(alone.out()).contains("8 of 8");
    }

    @TestFactory
    Stream<DynamicTest> everyShippedNetPasses() {
        return Stream.of("lenet/lenet", "branches/branches", "two-inputs/two_inputs")
                .map(name -> DynamicTest.dynamicTest(name, () -> passes(name)));
    }

    private static void passes(String name) {
        String net = Run.file("configs/" + name + ".yaml");
        Run run = Run.jdl("gradcheck", net, "--samples", "2");
        assertThat(run.code()).as(run.out() + run.err()).isZero();
    }

    @Test
    void thePhaseIsTrainUnlessToldOtherwise() {
        assertThat(Run.jdl("gradcheck", "--help").out()).contains("else TRAIN, by default");
        assertThat(Run.jdl("forward", "--help").out()).contains("else TEST, by default");
    }
}
