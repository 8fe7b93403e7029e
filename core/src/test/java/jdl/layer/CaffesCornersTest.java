package jdl.layer;

import static jdl.layer.LayerCase.layer;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Corners of Caffe's rules for shapes, read in its sources. */
class CaffesCornersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // a 0 copies the bottom's length in its place, even behind num_axes
                "Reshape | reshape_param { shape { dim: [1, 0] } axis: 1 num_axes: 0 } | 2 3 1 | 2×1×1×3×1",
                "Reshape | reshape_param { shape { dim: [3, 2] } axis: -2 num_axes: 1 } | 2 6 | 2×3×2",
                "Reshape | reshape_param { shape { } } | 1 1 | scalar",
                "Reshape | reshape_param { shape { dim: 1 dim: -1 } axis: 4 } | 2 3 2 2 | 2×3×2×2×1×1",
                // nothing between axis and end_axis: a new axis
                "Flatten | flatten_param { axis: 2 end_axis: 1 } | 2 3 4 | 2×3×1×4",
                "Flatten | flatten_param { axis: 0 } | 2 3 4 | 24",
                "Flatten | flatten_param { axis: -2 end_axis: -1 } | 2 3 4 5 | 2×3×20",
                "Reduction | reduction_param { axis: -2 coeff: -1 } | 2 3 4 5 | 2×3",
                "Reduction | reduction_param { operation: MEAN } | 5 | scalar",
                "Concat | concat_param { axis: -1 } | 2 3 | 2×3",
                "Concat | concat_param { concat_dim: 0 } | 2 3 | 2×3",
                "Tile | tile_param { axis: 0 tiles: 2 } | 3 | 6",
                "Tile | tile_param { axis: -2 tiles: 3 } | 2 3 4 5 | 2×3×12×5",
                "ArgMax | argmax_param { } | 3 | 3×1×1",
                "ArgMax | argmax_param { out_max_val: true top_k: 2 } | 2 3 1 1 1 | 2×2×2×1×1",
                "ArgMax | argmax_param { axis: -1 top_k: 2 } | 2 3 4 | 2×3×2",
                "InnerProduct | inner_product_param { num_output: 5 axis: -1 } | 2 3 4 | 2×3×5",
                "InnerProduct | inner_product_param { num_output: 5 axis: 0 } | 2 3 4 | 5",
                "Embed | embed_param { num_output: 5 input_dim: 9 } | 2 3 | 2×3×5",
                // an axis of the channels other than 1, and none of space
                "Convolution | convolution_param { num_output: 4 kernel_size: 2 axis: -2 } | 2 3 2 5 | 2×3×4×4",
                "Convolution | convolution_param { num_output: 4 axis: 0 kernel_size: 3 } | 2 7 | 4×5",
                "Convolution | convolution_param { num_output: 4 axis: 2 } | 2 3 5 | 2×3×4",
                "Convolution | convolution_param { num_output: 4 kernel_size: 3 dilation: 2 stride: 2 } | 1 2 9 6 | 1×4×3×1",
                "Deconvolution | convolution_param { num_output: 4 axis: 2 kernel_size: 3 stride: 2 } | 2 3 5 4 | 2×3×4×9",
                "Deconvolution | convolution_param { num_output: 4 kernel_size: 3 dilation: 2 pad: 1 } | 1 2 5 6 | 1×4×7×8",
                "Im2col | convolution_param { kernel_size: 2 axis: 0 } | 3 4 5 | 12×3×4",
                // ⌈(in + 2 pad - k) / s⌉ + 1, less a window that begins in the far pad
                "Pooling | pooling_param { kernel_size: 3 stride: 2 pad: 1 } | 1 2 5 6 | 1×2×3×4",
                "Pooling | pooling_param { kernel_size: 2 stride: 2 pad: 1 } | 1 2 5 6 | 1×2×3×4",
                "Pooling | pooling_param { kernel_size: 4 stride: 3 pad_h: 2 pad_w: 0 } | 1 1 7 8 | 1×1×3×3",
                "Pooling | pooling_param { kernel_size: 5 stride: 3 } | 1 1 4 4 | 1×1×1×1",
                "Pooling | pooling_param { global_pooling: true pool: MAX } | 2 3 4 5 | 2×3×1×1",
                "SPP | spp_param { pyramid_height: 1 } | 2 3 4 5 | 2×3×1×1",
                "SPP | spp_param { pyramid_height: 2 } | 2 3 5 7 | 2×15",
            })
    void aTopHasTheShapeThatCaffeGivesIt(String type, String settings, String bottom, String top) {
        int[] dims = Arrays.stream(bottom.split(" ")).mapToInt(Integer::parseInt).toArray();
        LayerCase given = layer("{type: '%s' %s}".formatted(type, settings)).bottom(dims);
        assertThat(given.create().plan().tops().get(0)).hasToString(top);
    }
}
