package jdl.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DiceTest {

    @Test
    void theSameKeyGivesTheSameNumbersForEver() {
        Dice dice = Dice.of(42);
        assertThat(dice.nextLong()).isEqualTo(Dice.of(42).nextLong());
        assertThat(Dice.of(1, 2).nextLong()).isNotEqualTo(Dice.of(2, 1).nextLong());
        assertThat(Dice.key(7, "conv1")).isNotEqualTo(Dice.key(7, "conv2"));
    }

    @Test
    void integersStayBelowTheirBoundAndReachAllOfIt() {
        Dice dice = Dice.of(3);
        int[] seen = new int[7];
        for (int i = 0; i < 7000; i++) seen[dice.nextInt(7)]++;
        for (int count : seen) assertThat(count).isBetween(850, 1150);
    }

    @Test
    void momentsAreThoseOfTheDistributions() {
        Dice dice = Dice.of(5);
        double sum = 0;
        double squares = 0;
        double uniform = 0;
        int n = 100_000;
        for (int i = 0; i < n; i++) {
            double g = dice.gaussian();
            sum += g;
            squares += g * g;
            uniform += dice.uniform(-1, 3);
        }
        assertThat(sum / n).isCloseTo(0, within(0.01));
        assertThat(squares / n).isCloseTo(1, within(0.02));
        assertThat(uniform / n).isCloseTo(1, within(0.02));
    }
}
