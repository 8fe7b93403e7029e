package jdl.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.proto.NetState;
import jdl.proto.Phase;
import jdl.tensor.Layout;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A net that tests gives the same numbers when it is rid of what training needs. */
class ForTestingTest {

    private static final String DATA =
            """
            layer { name: "data" type: "DummyData" top: "data" dummy_data_param {
              shape { %s } data_filler { type: "gaussian" std: 1 } } }
            """;
    private static final String CONV =
            """
            layer { name: "conv" type: "Convolution" bottom: "data" top: "conv" convolution_param {
              num_output: 20 kernel_size: 3 pad: 1 %s weight_filler { type: "xavier" } } }
            """;
    private static final String BEHIND =
            """
            layer { name: "norm" type: "BatchNorm" bottom: "conv" top: "norm" }
            layer { name: "scale" type: "Scale" bottom: "norm" top: "scale"
              scale_param { bias_term: %b } }
            layer { name: "relu" type: "ReLU" bottom: "scale" top: "y"
              relu_param { negative_slope: 0.1 } }
            """;

    private static String net(String shape, String conv, boolean shift) {
        return DATA.formatted(shape) + CONV.formatted(conv) + BEHIND.formatted(shift);
    }

    private static String images(int batch) {
        return "dim: %d dim: 4 dim: 7 dim: 6".formatted(batch);
    }

    @TestFactory
    Stream<DynamicTest> normsBehindAConvolutionAreTakenUpByIt() {
        return Stream.of(
                        net(images(3), "", true),
                        net(images(3), "bias_term: false", true),
                        net(images(3), "bias_term: false group: 2 stride: 2", false),
                        net(images(16), "group: 4", true),
                        net("dim: 2 dim: 3 dim: 4 dim: 4 dim: 4", "", true))
                .map(net -> DynamicTest.dynamicTest(net, () -> check(net)));
    }

    private static void check(String text) {
        for (boolean vectors : List.of(true, false)) {
            var weights = new Weights(1);
            float[] expected = run(net(text, Tuning.NONE, weights, vectors));
            for (Tuning.Part part : Tuning.Part.values())
                assertClose(run(net(text, Tuning.only(part), weights, vectors)), expected);
            var folds = new Tuning(Set.of(Tuning.Part.INFERENCE, Tuning.Part.JOIN));
            for (Tuning tuning : List.of(folds, Tuning.ALL)) {
                Net net = net(text, tuning, weights, vectors);
                assertThat(net.running().steps())
                        .filteredOn(step -> step.type().name().equals("BatchNorm"))
                        .isEmpty();
                assertClose(run(net), expected);
            }
        }
    }

    @Test
    void whatIsMadeOfTheWeightsIsKeptOnlyWhileTheyAreSettled() {
        var weights = new Weights(1);
        Net net = net(net(images(3), "", true), Tuning.ALL, weights, true);
        assertThat(net.running().blobs())
                .extracting(BlobPlan::layout)
                .contains(Layout.CHANNELS_LAST);
        float[] before = run(net);
        Tensor w = net.weights().get(0).blob().data();
        for (int i = 0; i < w.size(); i++) w.set(i, 2 * w.get(i));
        assertThat(run(net)).isNotEqualTo(before);
        for (int i = 0; i < w.size(); i++) w.set(i, w.get(i) / 2);
        net.settled(true);
        assertThat(run(net)).isEqualTo(before);
        w.fill(0);
        assertThat(run(net)).isEqualTo(before);
        net.settled(true);
        assertThat(run(net)).isNotEqualTo(before);
    }

    @Test
    void gradientsThatSomebodyAskedForStay() {
        String text = "force_backward: true\n" + net(images(3), "", true);
        Net net = net(text, Tuning.ALL, new Weights(1), true);
        assertThat(net.running().steps()).anyMatch(Step::backward);
        assertThat(
                        net(net(images(3), "", true), Tuning.ALL, new Weights(1), true)
                                .running()
                                .steps())
                .noneMatch(Step::backward);
    }

    /** A net whose norms have a past. */
    private static Net net(String text, Tuning tuning, Weights weights, boolean vectors) {
        Workers one = Workers.single();
        Kernels kernels = vectors ? Kernels.best(one) : Kernels.plain(one);
        var state = NetState.newBuilder().setPhase(Phase.TEST).build();
        Net net = new Net(NetPlan.of(Nets.message(text), state), tuning, weights, kernels, 3);
        for (int w = 0; w < net.weights().size(); w++) {
            Tensor weight = net.weights().get(w).blob().data();
            Nets.random(weight, w);
            for (int i = 0; i < weight.size(); i++)
                weight.set(i, w == 0 ? weight.get(i) : 0.5f + Math.abs(weight.get(i)));
        }
        return net;
    }

    private static float[] run(Net net) {
        net.forward(0);
        return net.outputs().get(0).data().toArray();
    }

    private static void assertClose(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++)
            assertThat((double) Math.abs(actual[i] - expected[i]))
                    .isLessThanOrEqualTo(1e-5 * Math.max(1, Math.abs(expected[i])));
    }
}
