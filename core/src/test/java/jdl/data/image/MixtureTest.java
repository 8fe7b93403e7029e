package jdl.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import jdl.tensor.Dice;
import jdl.tensor.Shape;
import org.junit.jupiter.api.Test;

class MixtureTest {

    @Test
    void sharesAreThoseOfTheBetaDistribution() {
        for (double alpha : new double[] {0.1, 0.5, 1, 2, 5}) {
            Dice dice = Dice.of(3);
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < 20_000; i++) {
                double share = Mixture.share(alpha, dice);
                assertThat(share).isBetween(0.0, 1.0);
                sum += share;
                squares += (share - 0.5) * (share - 0.5);
            }
            assertThat(sum / 20_000).isCloseTo(0.5, within(0.01));
            assertThat(squares / 20_000).isCloseTo(1 / (4 * (2 * alpha + 1)), within(0.005));
        }
    }

    @Test
    void addsByTheShare() {
        float[] y = {9, 1, 2, 9};
        Mixture.add(y, 1, new float[] {5, 6}, 0, 2, 0.75f);
        assertThat(y).containsExactly(9, 2, 3, 9);
    }

    @Test
    void cutsAWindowAndTellsWhatIsLeft() {
        Shape shape = Shape.of(2, 6, 8);
        for (int seed = 0; seed < 50; seed++) {
            float[] y = new float[100];
            float[] other = new float[96];
            Arrays.fill(other, 1);
            Dice dice = Dice.of(seed);
            float share = dice.nextFloat();
            float left = Mixture.cut(y, 2, other, 0, shape, share, dice);
            float sum = 0;
            for (float value : y) sum += value;
            assertThat(1 - sum / 96).isCloseTo(left, within(1e-5f));
            assertThat(left).isGreaterThanOrEqualTo(share - 1e-5f);
            assertThat(y[0] + y[1] + y[98] + y[99]).isZero();
        }
    }
}
