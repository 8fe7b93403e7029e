package jdl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jdl.kernel.KernelProviders;
import jdl.kernel.Workers;
import jdl.net.Net;
import jdl.net.NetPlan;
import jdl.net.Weights;
import jdl.proto.NetState;
import jdl.proto.Phase;
import jdl.snapshot.WeightsFile;
import jdl.solver.WeightCopy;
import jdl.tensor.Dice;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployCommandTest {

    private static final String LENET = Run.file("configs/lenet/lenet.yaml");

    @TempDir private Path folder;

    @Test
    void theDeployedNetSaysWhatTheTrainedOneSays() {
        Path out = folder.resolve("deploy.prototxt");
        Run run = Run.jdl("deploy", LENET, out.toString());
        assertThat(run.code()).as(run.err()).isZero();
        float[] deployed = probabilities(out, NetState.getDefaultInstance());
        float[] written =
                probabilities(Path.of(LENET), NetState.newBuilder().addStage("deploy").build());
        assertThat(deployed).hasSize(10).containsExactly(written);
    }

    private static float[] probabilities(Path file, NetState stages) {
        var message = new ConfigFiles(console(), new ConfigOptions()).net(file);
        var state = stages.toBuilder().setPhase(Phase.TEST).build();
        var kernels = KernelProviders.installed().best().open(Workers.single());
        Net net = new Net(NetPlan.of(message, state), new Weights(1), kernels, 1);
        Path weights = Path.of(Run.file("model-zoo/lenet/lenet.caffemodel"));
        assertThat(WeightCopy.into(net, WeightsFile.read(weights).layers()).missing()).isEmpty();
        Tensor data = net.blob("data").orElseThrow().data();
        Dice dice = Dice.of(7);
        for (int i = 0; i < data.size(); i++) data.set(i, (float) Math.abs(dice.gaussian()));
        net.forward(0);
        Tensor prob = net.blob("prob").orElseThrow().data();
        float[] values = new float[prob.size()];
        for (int i = 0; i < values.length; i++) values[i] = prob.get(i);
        return values;
    }

    private static Console console() {
        return new Console(System.out, System.err, 0, java.util.Map.of());
    }

    @Test
    void labelsLossesRatesAndFillersAreGone() {
        String net = Run.jdl("deploy", LENET, "--batch", "4").out();
        assertThat(net).contains("type: Softmax", "name: prob", "dim: [4, 1, 28, 28]");
        assertThat(net).doesNotContain("label", "Loss", "Accuracy", "filler", "lr_mult", "phase");
    }

    @Test
    void aNetThatLearntFromRedFirstIsUsedWithRedFirst() throws IOException {
        Path data = folder.resolve("test_batch.bin");
        Files.write(data, new byte[3073]);
        String quick = Run.file("configs/cifar10/quick.yaml");
        String source = "layer[cifar@TEST].data_param.source=cifar10:" + folder + "/test";
        Run run = Run.jdl("deploy", quick, "--set", source);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("order: RGB", "mean_value: [125.3, 123, 113.9]");
        assertThat(run.out()).contains("airplane");
    }

    @Test
    void aSolverLeadsToItsNet() {
        String solver = Run.file("configs/lenet/lenet_solver.yaml");
        assertThat(Run.jdl("deploy", solver).out()).isEqualTo(Run.jdl("deploy", LENET).out());
    }

    @Test
    void dataThatAreNotAtHandNeedAShape() throws IOException {
        Path in = folder.resolve("net.prototxt");
        Files.writeString(
                in,
                """
                layer { name: "d" type: "Data" top: "data" top: "label"
                        data_param { source: "nowhere_lmdb" batch_size: 8 } }
                layer { name: "drop" type: "Dropout" bottom: "data" top: "data" }
                layer { name: "side" type: "InnerProduct" bottom: "data" top: "side"
                        inner_product_param { num_output: 1 } param { name: "w" lr_mult: 2 } }
                layer { name: "cost" type: "EuclideanLoss" bottom: "side" bottom: "label" loss_weight: 2 }
                layer { name: "more" type: "Power" bottom: "cost" top: "more" }
                layer { name: "ip" type: "InnerProduct" bottom: "data" top: "ip"
                        inner_product_param { num_output: 1 } }
                layer { name: "loss" type: "EuclideanLoss" bottom: "ip" bottom: "label" }
                """);
        assertThat(Run.jdl("deploy", in.toString()).code()).isNotZero();
        Run run = Run.jdl("deploy", in.toString(), "--shape", "data=1,3,1,1");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("Dropout", "name: \"side\"", "name: \"w\"", "name: \"ip\"")
                .doesNotContain("Loss", "Power", "loss_weight", "lr_mult", "label");
        Run one = Run.jdl("deploy", in.toString(), "--shape", "data=1,3,1,1", "--output", "ip");
        assertThat(one.out()).contains("name: \"ip\"").doesNotContain("side");
        Run typo = Run.jdl("deploy", in.toString(), "--shape", "data=1,3,1,1", "--output", "sied");
        assertThat(typo.code()).isEqualTo(2);
        assertThat(typo.err()).contains("did you mean \"side\"");
        assertThat(Run.jdl("deploy", in.toString(), "--shape", "data=x").err()).contains("--shape");
    }
}
