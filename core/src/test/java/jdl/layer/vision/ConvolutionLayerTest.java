package jdl.layer.vision;

import static jdl.layer.LayerCase.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvolutionLayerTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer(
                                "{type: \"Convolution\" convolution_param { num_output: 4 kernel_size: 3 weight_filler { type: \"xavier\" } } }")
                        .bottom(2, 3, 6, 5)
                        .gives(2, 4, 4, 3),
                layer(
                                "{type: \"Convolution\" convolution_param { num_output: 4 kernel_size: 3 stride: 2 pad: 1 weight_filler { type: \"xavier\" } } }")
                        .bottom(3, 2, 7, 6)
                        .gives(3, 4, 4, 3),
                layer(
                                "{type: \"Convolution\" convolution_param { num_output: 3 kernel_size: 2 bias_term: false weight_filler { type: \"xavier\" } } }")
                        .bottom(1, 1, 3, 3),
                layer(
                                "{type: \"Convolution\" convolution_param { num_output: 4 kernel_size: 3 group: 2 dilation: 2 pad: 2 weight_filler { type: \"xavier\" } } }")
                        .bottom(2, 4, 7, 5),
                layer(
                                "{type: \"Convolution\" convolution_param { num_output: 3 kernel_size: 3 group: 3 pad: 1 weight_filler { type: \"xavier\" } } }")
                        .bottom(2, 3, 5, 5),
                layer(
                                "{type: \"Convolution\" convolution_param { num_output: 5 kernel_size: 1 weight_filler { type: \"xavier\" } } }")
                        .bottom(2, 3, 4, 4),
                layer(
                                "{type: \"Convolution\" convolution_param { num_output: 4 kernel_size: 1 group: 2 weight_filler { type: \"xavier\" } } }")
                        .bottom(2, 4, 3, 3),
                layer(
                                "{type: \"Convolution\" convolution_param { num_output: 4 kernel_size: 1 stride: 2 weight_filler { type: \"xavier\" } } }")
                        .bottom(2, 3, 5, 4)
                        .gives(2, 4, 3, 2),
                layer(
                                "{type: \"Convolution\" convolution_param { num_output: 3 kernel_h: 3 kernel_w: 2 stride_h: 2 stride_w: 1 pad_h: 1 pad_w: 0 weight_filler { type: \"xavier\" } } }")
                        .bottom(2, 2, 5, 6),
                layer(
                                "{type: \"Convolution\" convolution_param { num_output: 3 kernel_size: [3, 2] stride: [2, 1] pad: [1, 0] weight_filler { type: \"xavier\" } } }")
                        .bottom(2, 2, 5, 6),
                layer(
                                "{type: \"Convolution\" convolution_param { num_output: 3 kernel_size: 3 pad: 1 stride: 2 force_nd_im2col: true weight_filler { type: \"xavier\" } } }")
                        .bottom(2, 2, 5, 6),
                layer(
                                "{type: \"Convolution\" convolution_param { num_output: 4 weight_filler { type: \"xavier\" } } }")
                        .bottom(3, 5)
                        .gives(3, 4),
                layer(
                                "{type: \"Convolution\" convolution_param { num_output: 4 kernel_size: 3 stride: 2 pad: 1 weight_filler { type: \"xavier\" } } }")
                        .bottom(2, 3, 9)
                        .gives(2, 4, 5),
                layer(
                                "{type: \"Convolution\" convolution_param { num_output: 3 kernel_size: 2 weight_filler { type: \"xavier\" } } }")
                        .bottom(2, 2, 4, 5, 3)
                        .gives(2, 3, 3, 4, 2),
                layer(
                                "{type: \"Convolution\" convolution_param { num_output: 3 kernel_size: 2 axis: 2 weight_filler { type: \"xavier\" } } }")
                        .bottom(2, 3, 2, 4, 4)
                        .gives(2, 3, 3, 3, 3),
                layer(
                                "{type: \"Convolution\" convolution_param { num_output: 3 kernel_size: 2 axis: -3 weight_filler { type: \"xavier\" } } }")
                        .bottom(2, 2, 4, 4),
                layer(
                                "{type: \"Convolution\" top: [\"a\", \"b\"] convolution_param { num_output: 3 kernel_size: 3 pad: 1 weight_filler { type: \"xavier\" } } }")
                        .bottom(2, 2, 4, 4)
                        .bottom(2, 2, 4, 4),
                layer(
                                "{type: \"Convolution\" convolution_param { num_output: 16 kernel_size: 3 weight_filler { type: \"xavier\" } } }")
                        .bottom(17, 3, 5, 5),
                layer(
                                "{type: \"Convolution\" convolution_param { num_output: 7 kernel_size: 5 weight_filler { type: \"xavier\" } } }")
                        .bottom(33, 1, 7, 21));
    }

    @Test
    void theTwoUnfoldingsAgree() {
        var once =
                "{type: \"Convolution\" convolution_param { num_output: 3 kernel_size: [3, 2] %s } }";
        String rest = "stride: [1, 2] pad: [2, 1] dilation: [2, 1] force_nd_im2col: ";
        var fast = layer(once.formatted(rest + "false")).bottom(2, 3, 7, 6);
        var plain = layer(once.formatted(rest + "true")).bottom(2, 3, 7, 6);
        var one =
                ConvolutionGeometry.of(fast.settings().getConvolutionParam(), fast.shapes().get(0));
        Tensor image = fast.values(0).part(0, 2);
        Tensor a = Tensor.zeros(Shape.of(ConvolutionProduct.of(one, false).memory()));
        Tensor b = Tensor.zeros(Shape.of(ConvolutionProduct.of(one, false).memory()));
        var kernels = Kernels.plain(Workers.single());
        Unfolding.of(one, false).gather(kernels, image, a);
        Unfolding.of(one, plain.settings().getConvolutionParam().getForceNdIm2Col())
                .gather(kernels, image, b);
        assertThat(a.toArray()).isEqualTo(b.toArray());
        Tensor x = Tensor.zeros(image.shape());
        Tensor y = Tensor.zeros(image.shape());
        Unfolding.of(one, false).scatter(kernels, a, x);
        Unfolding.of(one, true).scatter(kernels, a, y);
        assertThat(x.toArray()).isEqualTo(y.toArray());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kernel_size: 3|num_output",
                "num_output: 2|kernel_size must be given once or once for each of the 2 axes",
                "num_output: 2 kernel_size: [3, 3, 3]|is given 3 times",
                "num_output: 2 kernel_size: 0|kernel_size is 0",
                "num_output: 2 kernel_h: 3|kernel_size is 0 along axis 1",
                "num_output: 2 kernel_size: 3 kernel_h: 3 kernel_w: 3|both kernel_size and its _h",
                "num_output: 2 kernel_size: 3 pad: 1 pad_h: 1|both pad and its _h",
                "num_output: 2 kernel_size: 3 stride: 0|stride is 0",
                "num_output: 2 kernel_size: 3 dilation: 0|dilation is 0",
                "num_output: 2 kernel_size: 9|the kernel covers 9",
                "num_output: 3 kernel_size: 3 group: 3|group 3 does not divide the bottom's channels, 4",
                "num_output: 3 kernel_size: 3 group: 2|group 2 does not divide num_output, 3",
            })
    void whatDoesNotFitIsRefusedWithAReason(String settings, String reason) {
        var wrong = layer("{type: \"Convolution\" convolution_param { " + settings + " } }");
        assertThatThrownBy(() -> wrong.bottom(2, 4, 6, 6).create())
                .isInstanceOf(Failure.class)
                .hasMessageContaining(reason);
    }

    @Test
    void topsAreAsManyAsBottoms() {
        var wrong =
                layer(
                        "{type: \"Convolution\" top: [\"a\", \"b\"] convolution_param { num_output: 2 kernel_size: 1 } }");
        assertThatThrownBy(() -> wrong.bottom(2, 4, 6, 6).create())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("a top for each bottom");
    }
}
