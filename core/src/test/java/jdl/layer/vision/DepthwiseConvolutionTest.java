package jdl.layer.vision;

import static jdl.layer.LayerCase.layer;
import static jdl.layer.vision.Rigs.rig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;
import jdl.layer.WeightSpec;
import jdl.tensor.Shape;
import org.junit.jupiter.api.Test;

class DepthwiseConvolutionTest implements LayerContract {

    private static LayerCase depthwise(String settings) {
        return layer("{type: \"DepthwiseConvolution\" convolution_param { " + settings + " } }");
    }

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                depthwise("kernel_size: 3 pad: 1").bottom(2, 3, 4, 5).gives(2, 3, 4, 5),
                depthwise("kernel_size: 3 num_output: 6").bottom(2, 3, 4, 5).gives(2, 6, 2, 3),
                depthwise("kernel_size: 3 stride: 2 pad: 1 group: 2").bottom(2, 2, 5, 7),
                depthwise("kernel_size: 5 pad: 4 dilation: 2 bias_term: false").bottom(1, 3, 6, 3),
                depthwise("kernel_size: 1").bottom(2, 3, 3, 3).gives(2, 3, 3, 3),
                depthwise("kernel_size: 3 pad: 1 num_output: 12").bottom(1, 2, 3, 3),
                depthwise("kernel_size: 3 pad: 1").bottom(2, 3, 7).gives(2, 3, 7),
                depthwise("kernel_size: 2").bottom(1, 2, 3, 2, 3).gives(1, 2, 2, 1, 2),
                depthwise("kernel_size: 3 axis: 2").bottom(1, 2, 2, 4, 4).gives(1, 2, 2, 2, 2),
                depthwise("kernel_size: 3 pad: 1").bottom(1, 1, 2, 16),
                depthwise("kernel_size: 3").bottom(1, 2, 3, 33),
                depthwise("kernel_size: 3 pad: 1").bottom(17, 2, 2, 2));
    }

    /** force_nd_im2col takes the way over columns, which knows nothing of the direct kernel. */
    @Test
    void theDirectWayAgreesWithTheColumns() {
        for (String size :
                List.of(
                        "kernel_size: 3 pad: 1",
                        "kernel_size: 3 stride: 2",
                        "kernel_size: 4 pad: 3")) {
            var direct = depthwise(size).bottom(2, 3, 9, 21);
            var columns = depthwise(size + " force_nd_im2col: true").bottom(2, 3, 9, 21);
            var one = rig(direct);
            var other = rig(columns);
            other.inputs().get(0).data().copyFrom(one.inputs().get(0).data());
            float[] expected = other.backward().tops().get(0);
            float[] actual = one.backward().tops().get(0);
            for (int i = 0; i < expected.length; i++)
                assertThat(actual[i]).isCloseTo(expected[i], within(1e-5f));
            for (int d = 0; d < 3; d++)
                for (int i = 0; i < one.diffs().get(d).length; i++)
                    assertThat(one.diffs().get(d)[i])
                            .isCloseTo(other.diffs().get(d)[i], within(1e-3f));
        }
    }

    @Test
    void thereAreAsManyKernelsAsOutputsEachForOneChannel() {
        var weights = depthwise("kernel_size: 3 num_output: 6").bottom(2, 3, 4, 5).create().plan();
        assertThat(weights.weights())
                .extracting(WeightSpec::shape)
                .containsExactly(Shape.of(6, 1, 3, 3), Shape.of(6));
    }

    @Test
    void anotherGroupIsRefused() {
        assertThatThrownBy(() -> depthwise("kernel_size: 3 group: 1").bottom(2, 3, 4, 5).create())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("as many groups as the bottom has channels, 3, not 1");
    }

    @Test
    void outputsThatAreNoMultipleOfTheChannelsAreRefused() {
        var wrong = depthwise("kernel_size: 3 num_output: 4").bottom(2, 3, 4, 5);
        assertThatThrownBy(wrong::create)
                .isInstanceOf(Failure.class)
                .hasMessageContaining("group 3 does not divide num_output, 4");
    }
}
