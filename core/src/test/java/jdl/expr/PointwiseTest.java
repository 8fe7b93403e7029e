package jdl.expr;

import static jdl.expr.Expr.where;
import static jdl.expr.Expr.x;
import static jdl.expr.Expr.y;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import java.util.stream.Stream;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.tensor.Dice;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PointwiseTest {

    private static final int[] SIZES = {1, 3, 255, 256, 257, 1000, 40_000};

    static Stream<String> kernels() {
        return Stream.of("plain", "vector");
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void stripsAgreeWithTheReference(String name) {
        Kernels kernels = Kernels.named(name, Workers.single());
        for (Expr formula : ExprTest.formulas().toList())
            for (int size : SIZES) agrees(kernels, formula, size);
    }

    private static void agrees(Kernels kernels, Expr formula, int size) {
        Pointwise pointwise = Pointwise.of(formula, 2);
        List<Tensor> inputs = List.of(random(size, 1), random(size, 2));
        Tensor value = random(size, 3);
        pointwise.forward(kernels, inputs, value);
        Tensor dy = random(size, 4);
        Tensor before = random(size, 5);
        Tensor dx = random(size, 5);
        pointwise.backward(kernels, inputs, 1, value, dy, dx);
        for (int i = 0; i < size; i++) {
            double a = inputs.get(0).get(i);
            double b = inputs.get(1).get(i);
            near(value.get(i), formula.value(a, b), formula);
            near(dx.get(i), before.get(i) + dy.get(i) * formula.slope(1).value(a, b), formula);
        }
    }

    private static void near(float actual, double expected, Expr formula) {
        if (!(Math.abs(actual - expected) <= 1e-5 * Math.max(1, Math.abs(expected))))
            assertThat(actual).as(formula.toString()).isEqualTo((float) expected);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void formulasOfOneInputGoForwardAndBackward(String name) {
        Kernels kernels = Kernels.named(name, Workers.single());
        Pointwise elu = Pointwise.of(where(x(), x(), x().exp().minus(1)));
        Tensor in = Tensor.of(Shape.of(3), -1, 0, 2);
        Tensor out = Tensor.zeros(Shape.of(3));
        elu.forward(kernels, in, out);
        assertThat(out.get(0)).isCloseTo((float) Math.expm1(-1), offset(1e-6f));
        assertThat(out.get(2)).isEqualTo(2);
        Tensor dx = Tensor.of(Shape.of(3), 10, 20, 30);
        elu.backward(kernels, in, out, Tensor.of(Shape.of(3), 1, 1, 5), dx);
        assertThat(dx.get(0)).isCloseTo(10 + (float) Math.exp(-1), offset(1e-5f));
        assertThat(dx.get(2)).isEqualTo(35);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void notANumberIsPassedOnAndStaysInItsPlace(String name) {
        Kernels kernels = Kernels.named(name, Workers.single());
        for (Expr formula : ExprTest.formulas().filter(f -> usesX(f)).toList()) {
            Tensor in = random(70, 6);
            in.set(33, Float.NaN);
            Tensor out = random(70, 7);
            Pointwise.of(formula, 2).forward(kernels, List.of(in, random(70, 8)), out);
            for (int i = 0; i < 70; i++)
                assertThat(Float.isNaN(out.get(i))).as("%s, %d", formula, i).isEqualTo(i == 33);
        }
    }

    private static boolean usesX(Expr formula) {
        return Double.isNaN(formula.value(Double.NaN, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void theResultDoesNotDependOnTheThreads(int threads) {
        Pointwise formula = Pointwise.of(x().sigmoid().times(x()).plus(y().exp()), 2);
        List<Tensor> inputs = List.of(random(100_001, 1), random(100_001, 2));
        Tensor alone = random(100_001, 3);
        formula.forward(Kernels.best(Workers.single()), inputs, alone);
        try (Workers workers = Workers.of(threads)) {
            Tensor together = random(100_001, 4);
            formula.forward(Kernels.best(workers), inputs, together);
            assertThat(together.array()).isEqualTo(alone.array());
        }
    }

    @Test
    void plainAndVectorKernelsGiveTheSameBits() {
        for (Expr formula : ExprTest.formulas().toList()) {
            List<Tensor> inputs = List.of(random(1000, 1), random(1000, 2));
            Tensor plain = random(1000, 3);
            Tensor vector = random(1000, 3);
            Pointwise pointwise = Pointwise.of(formula, 2);
            pointwise.forward(Kernels.plain(Workers.single()), inputs, plain);
            pointwise.forward(Kernels.named("vector", Workers.single()), inputs, vector);
            assertThat(vector.array()).as(formula.toString()).isEqualTo(plain.array());
        }
    }

    @Test
    void theResultMayLieInTheInput() {
        Tensor in = random(300, 1);
        Tensor out = random(300, 2);
        Pointwise tanh = Pointwise.of(x().tanh());
        tanh.forward(Kernels.best(Workers.single()), in, out);
        tanh.forward(Kernels.best(Workers.single()), in, in);
        assertThat(in.array()).isEqualTo(out.array());
    }

    /** A made-up y shows in the slope of sigmoid, which is y (1 - y). */
    @Test
    void theSlopeIsTakenFromTheValueWhereItCanBe() {
        Kernels kernels = Kernels.best(Workers.single());
        Tensor dx = Tensor.of(Shape.of(1), 0);
        Tensor one = Tensor.of(Shape.of(1), 1);
        Pointwise.of(x().sigmoid()).backward(kernels, one, Tensor.of(Shape.of(1), 3), one, dx);
        assertThat(dx.get(0)).isEqualTo(3 * (1 - 3));
    }

    /** Else a net that has diverged would go on as if nothing were. */
    @ParameterizedTest
    @MethodSource("kernels")
    void aRectifierKeepsWhatIsNotANumber(String name) {
        Tensor in = Tensor.of(Shape.of(4), Float.NaN, -2, 0, 3);
        for (double slope : new double[] {0, 0.25}) {
            Tensor out = random(4, 1);
            Pointwise.of(Expr.rectified(x(), slope))
                    .forward(Kernels.named(name, Workers.single()), in, out);
            assertThat(out.toArray()).containsExactly(Float.NaN, (float) (-2 * slope) + 0f, 0, 3);
        }
    }

    @Test
    void tensorsOfOtherSizesAreRefused() {
        Kernels kernels = Kernels.plain(Workers.single());
        assertThatThrownBy(() -> Pointwise.of(x()).forward(kernels, random(3, 1), random(4, 1)))
                .hasMessage("3 beside 4");
    }

    private static Tensor random(int size, long seed) {
        Dice dice = Dice.of(seed, size);
        Tensor tensor = Tensor.zeros(Shape.of(size));
        for (int i = 0; i < size; i++) tensor.set(i, dice.uniform(-3, 3));
        return tensor;
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void aReluOfASumGoesByItsResultAndNotByWhatItBent(String name) {
        Kernels kernels = Kernels.named(name, Workers.single());
        Pointwise relu = Pointwise.of(Expr.rectified(x().plus(y()), 0.5), 2);
        List<Tensor> gone = List.of(Tensor.of(Shape.of(3), 5, -5, 5), Tensor.zeros(Shape.of(3)));
        Tensor value = Tensor.of(Shape.of(3), -1, 2, 0);
        Tensor dx = Tensor.of(Shape.of(3), 10, 20, 30);
        relu.backward(kernels, gone, 1, value, Tensor.of(Shape.of(3), 2, 2, 2), dx);
        assertThat(dx.toArray()).containsExactly(11, 22, 31);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void aRectifierWhoseSlopeIsNegativeGoesByItsInput(String name) {
        Kernels kernels = Kernels.named(name, Workers.single());
        Pointwise folded = Pointwise.of(Expr.rectified(x(), -1));
        Tensor in = Tensor.of(Shape.of(2), -3, 3);
        Tensor dx = Tensor.zeros(Shape.of(2));
        folded.backward(
                kernels, in, Tensor.of(Shape.of(2), 3, 3), Tensor.of(Shape.of(2), 1, 1), dx);
        assertThat(dx.toArray()).containsExactly(-1, 1);
    }
}
