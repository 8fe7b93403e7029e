package jdl.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DidYouMeanTest {

    @Test
    void oneLetterAndOneSwapCostOneEach() {
        assertThat(DidYouMean.distance("num_output", "num_ouput")).isEqualTo(1);
        assertThat(DidYouMean.distance("stride", "stirde")).isEqualTo(1);
        assertThat(DidYouMean.distance("relu", "ReLU")).isZero();
        assertThat(DidYouMean.distance("", "pad")).isEqualTo(3);
    }

    @Test
    void theNearestWordIsOfferedIfItIsNearEnough() {
        assertThat(DidYouMean.nearest(List.of("kernel_size", "stride", "pad"), "kernal_size"))
                .contains("kernel_size");
        assertThat(DidYouMean.nearest(List.of("kernel_size", "stride", "pad"), "momentum"))
                .isEmpty();
    }
}
