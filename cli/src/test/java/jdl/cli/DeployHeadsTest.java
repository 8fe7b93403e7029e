package jdl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jdl.file.NpyFile;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the net to use ends in, for each kind of end that a training net has; and that it runs. */
class DeployHeadsTest {

    private static final String BODY =
            """
            name: small
            layers:
              - {name: in, type: Input, top: [x, label], input_param: {shape: [{dim: [4, 3]}, {dim: [4]}]}}
              - {name: ip, type: InnerProduct, bottom: x, num_output: 2, weight_filler: {type: xavier}}
              - {name: relu, type: ReLU, top: ip}
            """;

    @TempDir private Path folder;

    private String deployed(String net, String... more) throws IOException {
        Path in = Files.writeString(folder.resolve("net.yaml"), net);
        Path out = folder.resolve("deploy.prototxt");
        String[] args = new String[4 + more.length];
        System.arraycopy(
                new String[] {"deploy", in.toString(), out.toString(), "--force"}, 0, args, 0, 4);
        System.arraycopy(more, 0, args, 4, more.length);
        Run run = Run.jdl(args);
        assertThat(run.code()).as(run.err()).isZero();
        runs(out);
        return Files.readString(out);
    }

    private void runs(Path net) {
        NpyFile.write(folder.resolve("x.npy"), Tensor.zeros(Shape.of(4, 3)));
        String x = "x=" + folder.resolve("x.npy");
        Run forward = Run.jdl("forward", "--model", net.toString(), "--input", x);
        assertThat(forward.code()).as(forward.err()).isZero();
        assertThat(Run.jdl("summary", net.toString()).code()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "SoftmaxWithLoss, Softmax",
        "InfogainLoss, Softmax",
        "MultinomialLogisticLoss, InnerProduct",
        "HingeLoss, InnerProduct",
    })
    void anEndForLabelsBecomesItsActivation(String loss, String last) throws IOException {
        String more =
                loss.equals("InfogainLoss")
                        ? "  - {name: gains, type: DummyData, top: gains, dummy_data_param: {shape: {dim: [1, 1, 2, 2]}}}\n"
                        : "";
        String bottoms = more.isEmpty() ? "[ip, label]" : "[ip, label, gains]";
        String net =
                BODY + more + "  - {name: loss, type: %s, bottom: %s}\n".formatted(loss, bottoms);
        assertThat(deployed(net))
                .contains("type: \"" + last + "\"")
                .doesNotContain("Loss", "label", "DummyData");
    }

    @Test
    void crossEntropyBecomesASigmoid() throws IOException {
        String net =
                BODY.replace("{dim: [4]}", "{dim: [4, 2]}")
                        + "  - {name: loss, type: SigmoidCrossEntropyLoss, bottom: [ip, label]}\n";
        assertThat(deployed(net)).contains("type: \"Sigmoid\"").doesNotContain("Loss", "label");
    }

    @Test
    void ofTwoLossesOneCanBeTaken() throws IOException {
        String net =
                BODY
                        + "  - {name: other, type: InnerProduct, bottom: x, num_output: 5}\n"
                        + "  - {name: a, type: SoftmaxWithLoss, bottom: [ip, label]}\n"
                        + "  - {name: b, type: SoftmaxWithLoss, bottom: [other, label]}\n";
        assertThat(deployed(net)).contains("\"other\"", "\"ip\"", "type: \"Softmax\"");
        assertThat(deployed(net, "--output", "other")).doesNotContain("\"ip\"", "Softmax");
    }

    @Test
    void layersInPlaceStay() throws IOException {
        String net = BODY + "  - {name: loss, type: SoftmaxWithLoss, bottom: [ip, label]}\n";
        assertThat(deployed(net))
                .containsPattern("type: \"ReLU\"\\s+bottom: \"ip\"\\s+top: \"ip\"");
    }

    @Test
    void anOldNetWithInputsIsDeployedInTodaysForm() throws IOException {
        Path in =
                Files.writeString(
                        folder.resolve("old.prototxt"),
                        """
                        name: "old" input: "x" input_dim: 4 input_dim: 3 input_dim: 1 input_dim: 1
                        layers { name: "ip" type: INNER_PRODUCT bottom: "x" top: "ip" blobs_lr: 1
                                 inner_product_param { num_output: 4 } }
                        """);
        Run run = Run.jdl("deploy", in.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("type: \"Input\"", "type: \"InnerProduct\"");
    }

    @Test
    void sideEndsOfGoogLeNetCanBeLeftOut() {
        Path net =
                Path.of(
                        Run.file(
                                "../shared/corpus/BVLC__caffe/models/bvlc_googlenet/train_val.prototxt"));
        assumeTrue(Files.exists(net), "skipped: no corpus with " + net);
        Run run =
                Run.jdl(
                        "deploy",
                        net.toString(),
                        "--shape",
                        "data=1,3,224,224",
                        "--output",
                        "loss3/classifier");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("loss3/classifier").doesNotContain("loss1/", "loss2/");
    }
}
