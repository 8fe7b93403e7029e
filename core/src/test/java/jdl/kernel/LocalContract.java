package jdl.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import jdl.tensor.Dice;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every make of kernels is held to in sums over what is near, and powers: the same bits. */
interface LocalContract {

    Kernels open(Workers workers);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 7, 15, 16, 17, 33, 64, 65, 200})
    default void whatIsNearHasTheBitsOfThePlainLoops(int count) {
        Loops loops = open(Workers.single()).loops();
        assertThat(outcome(loops, count)).isEqualTo(outcome(Loops.plain(), count));
    }

    private static float[][] outcome(Loops loops, int count) {
        float[] x = positive(8 * count + 20, 1);
        float[] y = positive(count + 20, 2);
        float[][] z = new float[7][];
        for (int i = 0; i < z.length; i++) z[i] = positive(count + 20, 3 + i);
        loops.multiply(x, 2, y, 3, z[0], 5, count);
        loops.near(x, 2, count, 5, 2, 0.3f, z[1], 5, count);
        loops.near(x, 2, 1, 7, 0, -0.3f, z[2], 5, count);
        loops.power(-0.75f, x, 2, z[3], 5, count);
        loops.power(-0.6f, x, 2, z[4], 5, count);
        loops.shares(x, 2, y, 3, x, 4, z[5], 5, count);
        loops.addProducts(x, 2, y, 3, z[6], 5, count);
        return z;
    }

    private static float[] positive(int size, int seed) {
        Dice dice = Dice.of(size, seed);
        float[] floats = new float[size];
        for (int i = 0; i < size; i++) floats[i] = (float) Math.exp(dice.uniform(-5, 5));
        return floats;
    }

    @ParameterizedTest
    @ValueSource(floats = {-0.75f, -0.6f, -1.5f, 0.5f})
    default void powersAreThoseOfTheLibrary(float exponent) {
        float[] x = positive(65, 7);
        float[] y = new float[65];
        open(Workers.single()).loops().power(exponent, x, 0, y, 0, 65);
        for (int i = 0; i < 65; i++) {
            double truth = StrictMath.pow(x[i], exponent);
            assertThat(Math.abs(y[i] / truth - 1)).isLessThan(2e-6);
        }
    }
}
