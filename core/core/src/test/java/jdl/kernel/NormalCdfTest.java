package jdl.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NormalCdfTest {

    @Test
    void theFloatIsNearThePreciseOne() {
        for (double x = -12; x <= 12; x += 1 / 512.0)
            assertThat((double) NormalCdf.of((float) x))
                    .isCloseTo(NormalCdf.precise((float) x), within(5e-7));
    }

    @Test
    void theTailIsNotRoundedAway() {
        assertThat(NormalCdf.of(-6) / 9.865876e-10).isCloseTo(1, within(5e-6));
        assertThat(NormalCdf.of(-10) / 7.619853e-24).isCloseTo(1, within(2e-5));
    }

    @Test
    void theEndsAreZeroAndOne() {
        assertThat(NormalCdf.of(0)).isCloseTo(0.5f, within(1e-6f));
        assertThat(NormalCdf.of(100)).isEqualTo(1);
        assertThat(NormalCdf.of(-100)).isZero();
        assertThat(NormalCdf.of(Float.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(NormalCdf.of(Float.NaN)).isNaN();
    }
}
