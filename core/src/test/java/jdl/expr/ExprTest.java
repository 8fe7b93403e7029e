package jdl.expr;

import static jdl.expr.Expr.constant;
import static jdl.expr.Expr.input;
import static jdl.expr.Expr.where;
import static jdl.expr.Expr.x;
import static jdl.expr.Expr.y;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExprTest {

    private static final double STEP = 1e-5;

    /** Formulas of x and y, smooth where the test looks (not at 0). */
    static Stream<Expr> formulas() {
        return Stream.of(
                constant(3),
                x(),
                x().plus(2).times(y()),
                x().minus(y()).times(x()),
                y().over(x().times(x()).plus(1)),
                x().over(3).over(y()),
                x().exp().times(y()),
                x().abs().plus(1).log(),
                x().times(y()).tanh(),
                x().sigmoid().times(x()),
                x().times(-3).abs(),
                x().abs().plus(y().abs()).power(1.5),
                x().plus(5).power(-1),
                x().power(2),
                x().power(3),
                where(x(), x(), x().times(0.1)),
                where(x(), x(), x().exp().minus(1).times(0.7)),
                Expr.max(x(), y()),
                Expr.min(x().times(x()), y()),
                Expr.sign(x()).times(x()),
                x().negated().exp().plus(1).power(-1),
                input(1).times(input(0).tanh().plus(x().tanh())));
    }

    @ParameterizedTest
    @MethodSource("formulas")
    void theSlopeIsTheDifferenceQuotient(Expr formula) {
        for (double a : new double[] {-2.3, -0.4, 0.3, 1.9})
            for (double b : new double[] {-1.1, 0.7}) {
                double byX = (formula.value(a + STEP, b) - formula.value(a - STEP, b)) / (2 * STEP);
                double byY = (formula.value(a, b + STEP) - formula.value(a, b - STEP)) / (2 * STEP);
                assertThat(formula.slope(0).value(a, b)).isCloseTo(byX, within(1e-6));
                assertThat(formula.slope(1).value(a, b)).isCloseTo(byY, within(1e-6));
            }
    }

    @Test
    void formulasHaveTheValuesTheySpell() {
        assertThat(where(x(), constant(1), constant(2)).value(3)).isEqualTo(1);
        assertThat(where(x(), constant(1), constant(2)).value(0)).isEqualTo(2);
        assertThat(where(x(), constant(1), constant(2)).value(Double.NaN)).isNaN();
        assertThat(Expr.sign(x()).value(0)).isZero();
        assertThat(Expr.max(x(), y()).value(2, 5)).isEqualTo(5);
        assertThat(Expr.min(x(), y()).value(2, 5)).isEqualTo(2);
        assertThat(x().times(2).minus(1).over(y()).value(4, 7)).isEqualTo(1);
    }

    @Test
    void slopesAreSimple() {
        assertThat(x().slope(0)).isEqualTo(constant(1));
        assertThat(x().slope(1)).isEqualTo(constant(0));
        assertThat(x().times(3).plus(7).slope(0)).isEqualTo(constant(3));
        assertThat(where(x(), x(), constant(0)).slope(0))
                .isEqualTo(where(x(), constant(1), constant(0)));
        assertThat(x().exp().slope(0)).isEqualTo(x().exp());
    }

    @Test
    void theSlopeOfTheAbsoluteValueAtItsKinkIsZero() {
        assertThat(x().abs().slope(0).value(0)).isZero();
    }
}
