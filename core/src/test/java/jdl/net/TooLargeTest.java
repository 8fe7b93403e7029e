package jdl.net;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jdl.failure.Failure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TooLargeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type: 'Tile' tile_param { tiles: 2147483647 }",
                "type: 'Upsample' upsample_param { scale: 2147483647 }",
                "type: 'Convolution' convolution_param { num_output: 1 kernel_size: 3000 pad: 3000 }",
                "type: 'Deconvolution' convolution_param { num_output: 1 kernel_size: 2000000000"
                        + " stride: 2000000000 }",
                "type: 'InnerProduct' inner_product_param { num_output: 2147483647 }",
            })
    void moreElementsThanABlobHoldsAreRefusedWithTheLayersName(String layer) {
        String net =
                "layer { name: 'in' type: 'Input' top: 'x'"
                        + " input_param { shape { dim: [2, 300, 4, 5] } } }"
                        + " layer { name: 'large' bottom: 'x' top: 'y' "
                        + layer
                        + " }";
        assertThatThrownBy(() -> Nets.plan(net))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("\"large\"")
                .hasMessageContaining("2^31 - 1 elements");
    }
}
