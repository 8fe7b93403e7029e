package jdl.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import jdl.tensor.Dice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FastMathTest {

    private static final float[] EDGES = {
        0,
        -0f,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        1e-40f,
        -1e-40f,
        Float.MIN_NORMAL,
        1e-20f,
        -1e-20f,
        1,
        -1,
        0.34657f,
        0.34658f,
        88.72f,
        88.73f,
        -87.4f,
        -103.9f,
        -104.1f,
        -150,
        9,
        -9,
        20,
        -20,
        1e30f,
        -1e30f,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.NaN
    };

    private interface FloatFunction {
        float of(float x);
    }

    static Stream<Arguments> functions() {
        return Stream.of(
                function("exp", FastMath::exp, StrictMath::exp),
                function("log", FastMath::log, StrictMath::log),
                function("tanh", FastMath::tanh, StrictMath::tanh),
                function("sigmoid", FastMath::sigmoid, FastMathTest::sigmoid));
    }

    private static Arguments function(String name, FloatFunction fast, DoubleUnaryOperator strict) {
        return Arguments.of(name, fast, strict);
    }

    private static double sigmoid(double x) {
        return x < 0 ? StrictMath.exp(x) / (1 + StrictMath.exp(x)) : 1 / (1 + StrictMath.exp(-x));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("functions")
    void functionsAreWithinAMillionthOfTheTruth(
            String name, FloatFunction fast, DoubleUnaryOperator strict) {
        for (float x : EDGES) near(name, x, fast, strict);
        Dice dice = Dice.of(11);
        for (int i = 0; i < 300_000; i++) {
            near(name, Float.intBitsToFloat((int) dice.nextLong()), fast, strict); // any float
            near(name, dice.uniform(-110, 110), fast, strict);
            near(name, dice.uniform(-2, 2), fast, strict);
        }
    }

    private static void near(String name, float x, FloatFunction fast, DoubleUnaryOperator strict) {
        float actual = fast.of(x);
        double expected = strict.applyAsDouble(x);
        boolean same = Float.compare(actual, (float) expected) == 0;
        double error = Math.abs(actual - expected);
        if (!same && !(error <= 1e-6 * Math.abs(expected) + Float.MIN_VALUE))
            assertThat(actual).as("%s(%s)", name, x).isEqualTo((float) expected);
    }

    @Test
    void theSignOfZeroIsKept() {
        assertThat(FastMath.tanh(-0f)).isEqualTo(-0f);
        assertThat(FastMath.sigmoid(0)).isEqualTo(0.5f);
        assertThat(FastMath.exp(0)).isEqualTo(1);
        assertThat(FastMath.log(1)).isEqualTo(0);
    }

    /** Over many floats and all edges, as one operation on an array. */
    @ParameterizedTest
    @EnumSource(Op.class)
    void vectorsGiveTheBitsOfThePlainLoops(Op op) {
        Loops plain = Loops.plain();
        Loops vector = Kernels.named("vector", Workers.single()).loops();
        Dice dice = Dice.of(5);
        for (int round = 0; round < 200; round++) {
            float[] floats = new float[4 * 64];
            for (int i = 0; i < floats.length; i++)
                floats[i] =
                        switch (dice.nextInt(3)) {
                            case 0 -> Float.intBitsToFloat((int) dice.nextLong());
                            case 1 -> EDGES[dice.nextInt(EDGES.length)];
                            default -> dice.uniform(-20, 20);
                        };
            float[] expected = floats.clone();
            plain.apply(op, expected, 0, 64, 128, 192, 64);
            vector.apply(op, floats, 0, 64, 128, 192, 64);
            assertThat(floats).isEqualTo(expected);
        }
    }
}
