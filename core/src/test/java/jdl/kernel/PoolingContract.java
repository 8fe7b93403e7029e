package jdl.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import jdl.kernel.PoolingLoops.Pixels;
import jdl.kernel.PoolingLoops.Steps;
import jdl.tensor.Dice;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every make of kernels is held to in pooling pixels: the bits of the plain loops. */
interface PoolingContract {

    /** What stands before, between and behind the floats in use. */
    int OFFSET = 5;

    Kernels open(Workers workers);

    static Stream<Steps> steps() {
        return Stream.of(
                new Steps(6, 2, 0, 2, 3),
                new Steps(7, 3, 0, 2, 3),
                new Steps(5, 3, 1, 2, 3),
                new Steps(5, 3, 2, 1, 7),
                new Steps(4, 4, 0, 1, 1),
                new Steps(5, 2, 0, 3, 2));
    }

    @ParameterizedTest
    @MethodSource("steps")
    default void poolingHasTheBitsOfThePlainLoops(Steps steps) {
        Loops loops = open(Workers.single()).loops();
        for (int lanes : new int[] {1, 3, 7, 8, 15, 16, 17, 20, 31, 32, 33, 64, 65})
            assertThat(outcome(loops, steps, lanes))
                    .as("%d lanes", lanes)
                    .isEqualTo(outcome(Loops.plain(), steps, lanes));
    }

    /** All that the loops write, one array after the other. */
    private static float[][] outcome(Loops loops, Steps steps, int lanes) {
        int lines = 3;
        float[] x = dotted(lines * steps.size() * lanes + 2 * OFFSET);
        float[] y = few(steps.places() * lanes + 2 * OFFSET);
        float[] choice = y.clone();
        var pixels = new Pixels(x, steps, lanes);
        loops.maxOfWindows(pixels, OFFSET, lines, 11, y, OFFSET, choice, OFFSET);
        float[] means = few(y.length);
        loops.meanOfWindows(pixels, OFFSET, lines, 4, means, OFFSET);
        float[] dy = few(y.length);
        float[] chosen = few(steps.size() * lanes + 2 * OFFSET);
        float[] shares = chosen.clone();
        int line = 11 + steps.size();
        loops.addChosen(new Pixels(chosen, steps, lanes), OFFSET, line, dy, 3, choice, OFFSET);
        loops.addMeans(new Pixels(shares, steps, lanes), OFFSET, 4, dy, 3);
        return new float[][] {x, y, choice, means, dy, chosen, shares};
    }

    /** Numbers of which many are equal. */
    private static float[] few(int size) {
        Dice dice = Dice.of(size, 3);
        float[] floats = new float[size];
        for (int i = 0; i < size; i++) floats[i] = 0.5f + (int) dice.uniform(0, 4);
        return floats;
    }

    /** Likewise, and now and then what is no number, or infinite. */
    private static float[] dotted(int size) {
        float[] floats = few(size);
        for (int i = 0; i < size; i += 17) floats[i] = Float.NEGATIVE_INFINITY;
        for (int i = 7; i < size; i += 41) floats[i] = Float.NaN;
        for (int i = 3; i < size; i += 97) floats[i] = Float.POSITIVE_INFINITY;
        return floats;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 33})
    default void theFirstOfEqualOnesIsChosenAndNaNWins(int lanes) {
        float[] line = {1, 1, 3, Float.NaN, 0, 1, 9, Float.NaN};
        float[] x = new float[8 * lanes];
        for (int i = 0; i < x.length; i++) x[i] = line[i / lanes];
        float[] y = new float[2 * lanes];
        float[] choice = new float[2 * lanes];
        var pixels = new Pixels(x, new Steps(4, 2, 0, 2, 2), lanes);
        open(Workers.single()).loops().maxOfWindows(pixels, 0, 2, 0, y, 0, choice, 0);
        assertThat(new float[] {y[0], y[lanes]}).containsExactly(1, Float.NaN);
        assertThat(new float[] {choice[lanes - 1], choice[2 * lanes - 1]}).containsExactly(0, 3);
    }
}
