package jdl.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import jdl.failure.Failure;
import jdl.proto.SolverParameter;
import org.junit.jupiter.api.Test;

class LrPolicyTest {

    private static SolverParameter.Builder solver(String policy) {
        return SolverParameter.newBuilder().setBaseLr(0.5f).setLrPolicy(policy);
    }

    @Test
    void fixedStaysTheSame() {
        LrPolicy policy = LrPolicy.of(solver("fixed").build());
        assertThat(policy.rate(0)).isEqualTo(0.5);
        assertThat(policy.rate(12345)).isEqualTo(0.5);
    }

    @Test
    void stepFallsByGammaEveryStepsizeIterations() {
        LrPolicy policy = LrPolicy.of(solver("step").setGamma(0.5f).setStepsize(10).build());
        assertThat(policy.rate(9)).isEqualTo(0.5);
        assertThat(policy.rate(10)).isEqualTo(0.25);
        assertThat(policy.rate(29)).isEqualTo(0.125);
    }

    @Test
    void expFallsByGammaEveryIteration() {
        LrPolicy policy = LrPolicy.of(solver("exp").setGamma(0.5f).build());
        assertThat(policy.rate(3)).isEqualTo(0.0625);
    }

    @Test
    void invFallsLikeLenet() {
        LrPolicy policy =
                LrPolicy.of(
                        solver("inv").setBaseLr(0.01f).setGamma(0.0001f).setPower(0.75f).build());
        assertThat(policy.rate(10_000)).isCloseTo(0.00594604, within(1e-8));
    }

    @Test
    void polyReachesZeroAtTheEnd() {
        LrPolicy policy = LrPolicy.of(solver("poly").setPower(2).setMaxIter(100).build());
        assertThat(policy.rate(50)).isEqualTo(0.125);
        assertThat(policy.rate(100)).isZero();
    }

    @Test
    void sigmoidIsHalfAtStepsize() {
        LrPolicy policy = LrPolicy.of(solver("sigmoid").setGamma(-0.1f).setStepsize(40).build());
        assertThat(policy.rate(40)).isEqualTo(0.25);
        assertThat(policy.rate(0)).isGreaterThan(0.49);
    }

    @Test
    void multistepTakesAtMostOneStepAnIteration() {
        var policy = new CaffePolicy.MultiStep(1, 0.5, List.of(3, 3, 7));
        assertThat(policy.steps(2)).isZero();
        assertThat(policy.steps(3)).isEqualTo(1);
        assertThat(policy.steps(4)).isEqualTo(2);
        assertThat(policy.steps(6)).isEqualTo(2);
        assertThat(policy.steps(7)).isEqualTo(3);
        assertThat(policy.rate(7)).isEqualTo(0.125);
    }

    @Test
    void anUnknownPolicyIsToldWithTheNearest() {
        assertThatThrownBy(() -> LrPolicy.of(solver("stap").build()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("unknown lr_policy \"stap\"; did you mean \"step\"?");
    }
}
