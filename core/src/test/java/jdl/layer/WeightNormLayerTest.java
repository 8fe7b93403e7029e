package jdl.layer;

import static jdl.layer.LayerCase.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.proto.FillerParameter;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;

class WeightNormLayerTest implements LayerContract {

    private static final String NORMED = "param { weight_norm: true } ";

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer(
                                "{type: \"InnerProduct\" "
                                        + NORMED
                                        + "inner_product_param { num_output: 3 } }")
                        .bottom(3, 7),
                layer(
                                "{type: \"InnerProduct\" "
                                        + NORMED
                                        + "inner_product_param { num_output: 17 bias_term: false } }")
                        .bottom(2, 16),
                layer(
                                "{type: \"InnerProduct\" "
                                        + NORMED
                                        + "inner_product_param { num_output: 5 transpose: true } }")
                        .bottom(2, 3, 11),
                layer(
                                "{type: \"Convolution\" "
                                        + NORMED
                                        + "convolution_param { num_output: 4 kernel_size: 3 pad: 1 group: 2 } }")
                        .bottom(2, 2, 4, 3),
                layer(
                                "{type: \"Deconvolution\" "
                                        + NORMED
                                        + "convolution_param { num_output: 2 kernel_size: 2 } }")
                        .bottom(1, 3, 3, 3),
                layer(
                                "{type: \"Convolution\" "
                                        + NORMED
                                        + "convolution_param { num_output: 3 kernel_size: 3 group: 3 } }")
                        .bottom(1, 3, 4, 5),
                layer(
                                "{type: \"LSTM\" param { } param { } "
                                        + NORMED
                                        + "recurrent_param { num_output: 3 } }")
                        .bottom(4, 2, 3)
                        .labels(0, 2, 4, 2),
                layer(
                                "{type: \"InnerProduct\" "
                                        + NORMED
                                        + "inner_product_param { num_output: 2 } }")
                        .bottom(2, 33));
    }

    @Test
    void aRowIsItsLengthTimesItsDirection() {
        var given =
                layer(
                                "{type: \"InnerProduct\" "
                                        + NORMED
                                        + "inner_product_param { num_output: 2 bias_term: false } }")
                        .bottom(1, 2);
        var rig = new LayerRig(given, Kernels.plain(Workers.single()));
        set(rig, 0, 1, 2);
        set(rig, 1, 3, 4, 0, 0);
        set(rig, 2, 10, 10);
        rig.backward();
        assertThat(rig.tops().get(0)[0]).isCloseTo(22, within(1e-5f));
        assertThat(rig.tops().get(0)[1]).isEqualTo(0);
        assertThat(rig.inputs().get(1).diff().get(2)).as("no direction, no slope").isEqualTo(0);
    }

    private static void set(LayerRig rig, int input, float... values) {
        Tensor data = rig.inputs().get(input).data();
        data.copyFrom(Tensor.of(data.shape(), values));
    }

    @Test
    void theLengthsComeBehindTheOtherWeights() {
        var weights = cases().findFirst().orElseThrow().create().plan().weights();
        assertThat(weights)
                .extracting(WeightSpec::shape)
                .containsExactly(Shape.of(3, 7), Shape.of(3), Shape.of(3));
        assertThat(weights.get(2).lengthsOf()).hasValue(0);
    }

    @Test
    void aWeightThatIsNotThereIsRefused() {
        var wrong =
                layer(
                                "{type: \"InnerProduct\" param { } param { } "
                                        + NORMED
                                        + "inner_product_param { num_output: 2 } }")
                        .bottom(1, 2);
        assertThatThrownBy(wrong::create)
                .isInstanceOf(Failure.class)
                .hasMessage("weight_norm is for weights that learn, but param 2 is none");
    }

    @Test
    void aWeightThatDoesNotLearnIsRefused() {
        var settings = layer("{type: \"InnerProduct\" " + NORMED + " }").settings();
        var means = new WeightSpec(Shape.of(3), FillerParameter.getDefaultInstance(), false);
        Layer gathers =
                new Layer() {
                    @Override
                    public Plan plan() {
                        return Plan.tops(List.of()).weights(List.of(means));
                    }

                    @Override
                    public void forward(Ports p) {}

                    @Override
                    public void backward(Ports p) {}
                };
        assertThatThrownBy(() -> WeightNorm.wrapped(settings, gathers))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("param 0 is none");
    }
}
