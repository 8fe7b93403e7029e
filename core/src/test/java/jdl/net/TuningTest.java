package jdl.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.tensor.Layout;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A net that passes have made faster is the same net. */
class TuningTest {

    private static final String DATA =
            """
            layer { name: "data" type: "DummyData" top: "data" top: "label" dummy_data_param {
              shape { dim: 16 dim: 3 dim: 9 dim: 9 } shape { dim: 16 }
              data_filler { type: "gaussian" std: 1 } data_filler { type: "constant" value: 2 } } }
            """;

    private static final String LOSS =
            """
            layer { name: "score" type: "InnerProduct" bottom: "x" top: "score"
              inner_product_param { num_output: 5 weight_filler { type: "xavier" } } }
            layer { name: "loss" type: "SoftmaxWithLoss" bottom: "score" bottom: "label" top: "loss" }
            """;

    private static String conv(String bottom, String top, int outputs) {
        return """
        layer { name: "%s" type: "Convolution" bottom: "%s" top: "%s" convolution_param {
          num_output: %d kernel_size: 3 pad: 1 weight_filler { type: "xavier" } } }
        """
                .formatted(top, bottom, top, outputs);
    }

    private static String relu(String blob) {
        return "layer { name: \"relu_%s\" type: \"ReLU\" bottom: \"%s\" top: \"%s\" }\n"
                .formatted(blob, blob, blob);
    }

    private static final Map<String, String> NETS =
            Map.of(
                    "a chain",
                    conv("data", "a", 8)
                            + relu("a")
                            + conv("a", "x", 7)
                            + """
                            layer { name: "pool" type: "Pooling" bottom: "x" top: "pooled"
                              pooling_param { pool: MAX kernel_size: 3 stride: 2 } }
                            layer { name: "tanh" type: "TanH" bottom: "pooled" top: "pooled" }
                            """
                                    .replace("\"pooled\"", "\"y\"")
                            + LOSS.replace("bottom: \"x\"", "bottom: \"y\""),
                    "branches that meet",
                    conv("data", "a", 8)
                            + relu("a")
                            + conv("a", "b", 8)
                            + conv("a", "c", 8)
                            + """
                            layer { name: "sum" type: "Eltwise" bottom: "b" bottom: "c" top: "sum" }
                            layer { name: "cat" type: "Concat" bottom: "sum" bottom: "a" top: "x" }
                            """
                            + relu("x")
                            + LOSS,
                    "normalised, with a blob read by a layer that wants it plain",
                    conv("data", "a", 8)
                            + """
                            layer { name: "norm" type: "BatchNorm" bottom: "a" top: "a" }
                            layer { name: "scale" type: "Scale" bottom: "a" top: "a"
                              scale_param { bias_term: true } }
                            """
                            + relu("a")
                            + """
                            layer { name: "crop" type: "MVN" bottom: "a" top: "m" }
                            layer { name: "twice" type: "Eltwise" bottom: "a" bottom: "m" top: "x" }
                            """
                            + LOSS,
                    "a loss in the middle, and one blob twice",
                    conv("data", "a", 8)
                            + """
                            layer { name: "square" type: "Eltwise" bottom: "a" bottom: "a" top: "x"
                              eltwise_param { operation: PROD } }
                            layer { name: "size" type: "Reduction" bottom: "a" top: "size"
                              loss_weight: 0.1 reduction_param { operation: SUMSQ } }
                            """
                            + LOSS);

    @TestFactory
    Stream<DynamicTest> eachPassAndAllTogetherChangeNoNumber() {
        return NETS.entrySet().stream()
                .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> check(DATA + e.getValue())));
    }

    private static void check(String net) {
        for (int threads : List.of(1, 2)) {
            try (Workers workers = Workers.of(threads)) {
                List<PassCheck> checks = PassCheck.of(Nets.plan(net), Kernels.best(workers), 7);
                assertThat(checks).hasSize(Tuning.Part.values().length + 1);
                assertThat(checks).allMatch(PassCheck::holds);
            }
        }
    }

    @Test
    void convolutionsAreLaidInAnotherOrderAndSeenPlainly() {
        String text = DATA + NETS.get("a chain");
        Net plain = new Net(Nets.plan(text), Tuning.NONE, new Weights(1), kernels(), 1);
        Net laid =
                new Net(
                        Nets.plan(text),
                        Tuning.only(Tuning.Part.LAYOUTS),
                        new Weights(1),
                        kernels(),
                        1);
        assertThat(laid.running().blobs()).extracting(BlobPlan::layout).contains(Layout.BATCH_LAST);
        plain.forward(0);
        laid.forward(0);
        Tensor expected = plain.blob("y").orElseThrow().data();
        Tensor actual = laid.blob("y").orElseThrow().data();
        for (int i = 0; i < expected.size(); i++)
            assertThat(actual.get(i))
                    .isCloseTo(expected.get(i), org.assertj.core.api.Assertions.within(1e-5f));
    }

    @Test
    void channelsOnTheirOwnFillLanesAsWellAsABatchDoes() {
        NetPlan plan =
                Nets.plan(
                        DATA
                                + conv("data", "a", 32)
                                + """
                                layer { name: "x" type: "DepthwiseConvolution" bottom: "a" top: "x"
                                  convolution_param { kernel_size: 3 pad: 1 } }
                                """
                                + LOSS);
        Net net = new Net(plan, Tuning.only(Tuning.Part.LAYOUTS), new Weights(1), kernels(), 1);
        assertThat(net.running().blobs().get(plan.newest("x").orElseThrow()).layout())
                .isEqualTo(Layout.CHANNELS_LAST);
    }

    @Test
    void memoryIsSharedByWhatDoesNotLiveAtTheSameTime() {
        NetPlan plan = Nets.plan(DATA + NETS.get("a chain"));
        List<Lifetimes.Life> lives = Lifetimes.of(plan);
        long apart = lives.stream().mapToLong(Lifetimes.Life::size).sum();
        assertThat(Arena.of(plan).size()).isLessThan((int) (apart * 3 / 4));
    }

    @Test
    void aWrongNameOfAPassIsToldWithTheRightOnes() {
        assertThat(Tuning.without(List.of("all"))).isEqualTo(Tuning.NONE);
        assertThatThrownBy(() -> Tuning.without(List.of("layout")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("did you mean \"layouts\"");
    }

    private static Kernels kernels() {
        return Kernels.best(Workers.single());
    }
}
