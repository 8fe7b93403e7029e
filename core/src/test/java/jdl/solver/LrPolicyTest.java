package jdl.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
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

    private static LrPolicy policy(String settings) {
        return LrPolicy.of(UpdateRuleTest.parse(settings));
    }

    @Test
    void cosineFallsHalfAWaveAndBeginsAgain() {
        LrPolicy whole = policy("base_lr: 1 lr_min: 0.2 lr_policy: 'cosine' max_iter: 100");
        assertThat(whole.rate(0)).isEqualTo(1, within(1e-7));
        assertThat(whole.rate(25)).isCloseTo(0.2 + 0.4 * (1 + Math.sqrt(0.5)), within(1e-7));
        assertThat(whole.rate(50)).isCloseTo(0.6, within(1e-7));
        assertThat(whole.rate(99)).isBetween(0.2, 0.201);
        LrPolicy again = policy("base_lr: 1 lr_policy: 'cosine' restart_iter: 10 restart_mult: 2");
        assertThat(again.rate(5)).isCloseTo(0.5, within(1e-12));
        assertThat(again.rate(10)).isEqualTo(1);
        assertThat(again.rate(20)).isCloseTo(0.5, within(1e-12));
        assertThat(again.rate(30)).isEqualTo(1);
        assertThat(again.rate(50)).isCloseTo(0.5, within(1e-12));
        LrPolicy alike = policy("base_lr: 1 lr_policy: 'cosine' restart_iter: 10");
        assertThat(alike.rate(25)).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void oneCycleGoesUpAndDownAndOut() {
        LrPolicy policy =
                policy(
                        "base_lr: 1 lr_policy: 'onecycle' max_iter: 100 onecycle_up: 0.4 lr_min: 0.01");
        assertThat(policy.rate(0)).isCloseTo(0.1, within(1e-7));
        assertThat(policy.rate(20)).isCloseTo(0.55, within(1e-7));
        assertThat(policy.rate(40)).isCloseTo(1, within(1e-7));
        assertThat(policy.rate(60)).isCloseTo(0.55, within(1e-7));
        assertThat(policy.rate(80)).isCloseTo(0.1, within(1e-7));
        assertThat(policy.rate(90)).isCloseTo(0.055, within(1e-7));
        assertThat(policy.rate(100)).isCloseTo(0.01, within(1e-7));
        LrPolicy triangle =
                policy("base_lr: 1 lr_policy: 'onecycle' max_iter: 10 onecycle_up: 0.5");
        assertThat(triangle.rate(5)).isEqualTo(1);
        assertThat(triangle.rate(10)).isCloseTo(0.1, within(1e-7));
    }

    @Test
    void piecewiseHasARateFromEachIterationOn() {
        String at = " stepvalue: 3 stepvalue: 5";
        LrPolicy policy = policy("base_lr: 1 lr_policy: 'piecewise' step_lr: 0.5 step_lr: 2" + at);
        assertThat(IntStream.of(0, 2, 3, 4, 5, 99).mapToDouble(policy::rate).toArray())
                .containsExactly(1.0, 1.0, 0.5, 0.5, 2.0, 2.0);
        assertThatThrownBy(() -> policy("lr_policy: 'piecewise' step_lr: 0.5" + at))
                .hasMessageContaining("wants a rising stepvalue for each step_lr, but got [3, 5]");
    }

    @Test
    void plateauFallsWithEveryDropButNotBelowItsFloor() {
        String settings = "base_lr: 1 gamma: 0.5 lr_policy: 'plateau' lr_min: 0.2";
        LrPolicy policy = policy(settings + " test_interval: 10");
        assertThat(policy.rate(1000)).isEqualTo(1);
        assertThat(policy.after(2).rate(0)).isEqualTo(0.25);
        assertThat(policy.after(3).rate(0)).isEqualTo(0.2, within(1e-7));
        assertThatThrownBy(() -> policy(settings)).hasMessageContaining("test_interval above 0");
        assertThatThrownBy(() -> policy("lr_policy: 'plateau' test_interval: 1"))
                .hasMessageContaining("needs gamma above 0 and below 1");
    }

    @Test
    void warmUpClimbsToWhateverComesAfter() {
        String warmUp = "base_lr: 1 warmup { iter: 4 start_lr: 0.2 } ";
        LrPolicy fixed = policy(warmUp + "lr_policy: 'fixed'");
        assertThat(fixed.rate(0)).isCloseTo(0.2, within(1e-7));
        assertThat(fixed.rate(2)).isCloseTo(0.6, within(1e-7));
        assertThat(fixed.rate(4)).isEqualTo(1);
        LrPolicy step = policy(warmUp + "lr_policy: 'step' stepsize: 2 gamma: 0.5");
        assertThat(step.rate(4)).isEqualTo(0.25);
        assertThat(step.rate(2)).isCloseTo(0.225, within(1e-7));
        assertThat(step.steps(5)).isEqualTo(2);
        LrPolicy plateau =
                policy(warmUp + "lr_policy: 'plateau' gamma: 0.5 test_interval: 1").after(1);
        assertThat(plateau.rate(4)).isEqualTo(0.5);
    }

    @Test
    void anUnknownPolicyIsToldWithTheNearest() {
        assertThatThrownBy(() -> LrPolicy.of(solver("stap").build()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("unknown lr_policy \"stap\"; did you mean \"step\"?");
    }
}
