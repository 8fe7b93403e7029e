package jdl.layer.vision;

import static jdl.layer.LayerCase.layer;
import static jdl.layer.vision.Rigs.row;
import static jdl.layer.vision.Rigs.top;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.layer.Fillers;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;
import jdl.proto.FillerParameter;
import jdl.tensor.Dice;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeconvolutionTest implements LayerContract {

    private static LayerCase deconvolution(String settings) {
        return layer("{type: \"Deconvolution\" convolution_param { " + settings + " } }");
    }

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                deconvolution("num_output: 3 kernel_size: 3").bottom(2, 2, 3, 4).gives(2, 3, 5, 6),
                deconvolution("num_output: 2 kernel_size: 4 stride: 2 pad: 1")
                        .bottom(1, 3, 3, 2)
                        .gives(1, 2, 6, 4),
                deconvolution("num_output: 2 kernel_size: 2 stride: 3 bias_term: false")
                        .bottom(1, 1, 2, 3)
                        .gives(1, 2, 5, 8),
                deconvolution("num_output: 4 kernel_size: 3 dilation: 2 group: 2")
                        .bottom(2, 2, 2, 2)
                        .gives(2, 4, 6, 6),
                deconvolution("num_output: 3 kernel_size: 4 stride: 2 pad: 1 group: 3")
                        .bottom(2, 3, 3, 4)
                        .gives(2, 3, 6, 8),
                deconvolution("num_output: 6 kernel_size: 3 stride: 2 group: 3")
                        .bottom(2, 3, 3, 2)
                        .gives(2, 6, 7, 5),
                deconvolution("num_output: 2 kernel_size: 2 group: 2").bottom(1, 4, 3, 3),
                deconvolution("num_output: 5 kernel_size: 1").bottom(2, 3, 3, 3),
                deconvolution(
                                "num_output: 3 kernel_h: 3 kernel_w: 1 stride_h: 2 stride_w: 3 pad_h: 1 pad_w: 0")
                        .bottom(1, 2, 3, 2)
                        .gives(1, 3, 5, 4),
                deconvolution("num_output: 2 kernel_size: 3 stride: 2 force_nd_im2col: true")
                        .bottom(1, 2, 2, 3),
                deconvolution("num_output: 4").bottom(3, 5).gives(3, 4),
                deconvolution("num_output: 2 kernel_size: 3 stride: 2")
                        .bottom(2, 3, 4)
                        .gives(2, 2, 9),
                deconvolution("num_output: 2 kernel_size: 2 axis: 2")
                        .bottom(2, 1, 2, 2, 2)
                        .gives(2, 1, 2, 3, 3),
                deconvolution("num_output: 2 kernel_size: [2, 1, 2]")
                        .bottom(1, 2, 2, 3, 2)
                        .gives(1, 2, 3, 3, 3),
                layer(
                                "{type: \"Deconvolution\" top: [\"a\", \"b\"] convolution_param { num_output: 2 kernel_size: 2 } }")
                        .bottom(2, 2, 2, 3)
                        .bottom(2, 2, 2, 3),
                deconvolution("num_output: 2 kernel_size: 3").bottom(17, 1, 2, 3),
                deconvolution("num_output: 1 kernel_size: 3").bottom(1, 1, 1, 16),
                deconvolution("num_output: 1 kernel_size: 2 stride: 2").bottom(1, 2, 1, 33));
    }

    @Test
    void everyNumberSpreadsTheKernelAroundIt() {
        var twice =
                deconvolution("num_output: 1 kernel_size: [1, 3] stride: [1, 2]")
                        .bottom(1, 1, 1, 2);
        assertThat(top(twice, row(1, 10), row(1, 2, 3), row(0.5)))
                .containsExactly(1.5f, 2.5f, 13.5f, 20.5f, 30.5f);
    }

    @Test
    void withBilinearWeightsAConstantImageStaysConstantInside() {
        Tensor weights = Tensor.zeros(Shape.of(1, 1, 4, 4));
        Fillers.fill(weights, FillerParameter.newBuilder().setType("bilinear").build(), Dice.of(1));
        var up = deconvolution("num_output: 1 kernel_size: 4 stride: 2 pad: 1 bias_term: false");
        float[] image = {3, 3, 3, 3, 3, 3, 3, 3, 3};
        float[] large = top(up.bottom(1, 1, 3, 3), image, weights.toArray());
        for (int i = 1; i < 5; i++)
            for (int j = 1; j < 5; j++) assertThat(large[6 * i + j]).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kernel_size: 3|num_output",
                "num_output: 2 kernel_size: 2 pad: 4|nothing is left of the top along axis 0",
                "num_output: 2 kernel_size: 0|kernel_size is 0",
                "num_output: 2 kernel_size: 3 stride: 0|stride is 0",
                "num_output: 3 kernel_size: 3 group: 3|group 3 does not divide the bottom's channels, 4",
                "num_output: 3 kernel_size: 3 group: 2|group 2 does not divide num_output, 3",
            })
    void whatDoesNotFitIsRefusedWithAReason(String settings, String reason) {
        assertThatThrownBy(() -> deconvolution(settings).bottom(2, 4, 6, 6).create())
                .isInstanceOf(Failure.class)
                .hasMessageContaining(reason);
    }
}
