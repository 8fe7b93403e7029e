package jdl.layer.vision;

import static jdl.layer.LayerCase.layer;
import static jdl.layer.vision.Rigs.row;
import static jdl.layer.vision.Rigs.top;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;
import org.junit.jupiter.api.Test;

class Im2colLayerTest implements LayerContract {

    private static LayerCase im2col(String settings) {
        return layer("{type: \"Im2col\" convolution_param { " + settings + " } }");
    }

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                im2col("kernel_size: 3").bottom(2, 2, 4, 5).gives(2, 18, 2, 3),
                im2col("kernel_size: 3 stride: 2 pad: 1").bottom(1, 3, 5, 4).gives(1, 27, 3, 2),
                im2col("kernel_h: 1 kernel_w: 2 stride_h: 2 stride_w: 1 pad_h: 0 pad_w: 1")
                        .bottom(2, 1, 3, 3)
                        .gives(2, 2, 2, 4),
                im2col("kernel_size: 2 dilation: 2 force_nd_im2col: true").bottom(2, 2, 4, 4),
                im2col("kernel_size: 3 pad: 1").bottom(2, 3, 7).gives(2, 9, 7),
                im2col("kernel_size: 2").bottom(1, 2, 3, 2, 3).gives(1, 16, 2, 1, 2),
                im2col("kernel_size: 2 axis: 2").bottom(2, 2, 1, 3, 3).gives(2, 2, 4, 2, 2),
                im2col("kernel_size: 2 axis: -3").bottom(2, 2, 3, 3),
                im2col("").bottom(3, 5).gives(3, 5),
                im2col("kernel_size: 2").bottom(1, 1, 2, 17),
                im2col("kernel_size: 1").bottom(1, 1, 1, 33));
    }

    @Test
    void aChannelOfTheTopIsWhatOneFloatOfTheKernelSees() {
        var window = im2col("kernel_size: [1, 2] pad: [0, 1]").bottom(1, 1, 1, 3);
        assertThat(top(window, row(1, 2, 3))).containsExactly(0, 1, 2, 3, 1, 2, 3, 0);
    }

    @Test
    void aKernelThatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> im2col("kernel_size: 5").bottom(1, 1, 4, 4).create())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("the kernel covers 5");
    }
}
