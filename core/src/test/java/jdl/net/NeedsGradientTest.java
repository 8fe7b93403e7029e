package jdl.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NeedsGradientTest {

    private static final String INPUTS =
            "layer { name: 'in' type: 'Input' top: 'x' top: 'y' input_param { shape { dim: 2 dim: 3 } } }";

    private static String ip(String name, String bottom, String extra) {
        return "layer { name: '"
                + name
                + "' type: 'InnerProduct' bottom: '"
                + bottom
                + "' top: '"
                + name
                + "' inner_product_param { num_output: 3 weight_filler { type: 'xavier' } } "
                + extra
                + " }";
    }

    private static final String LOSS =
            "layer { name: 'loss' type: 'EuclideanLoss' bottom: 'b' bottom: 'y' }";

    @Test
    void gradientsStopAtTheFirstLayerThatLearns() {
        NetPlan plan = Nets.plan(INPUTS + ip("a", "x", "") + ip("b", "a", "") + LOSS);
        assertThat(Nets.step(plan, "in").backward()).isFalse();
        assertThat(Nets.step(plan, "a").backward()).isTrue();
        assertThat(Nets.step(plan, "a").bottomDiffs()).containsExactly(false);
        assertThat(Nets.step(plan, "b").bottomDiffs()).containsExactly(true);
        assertThat(Nets.step(plan, "loss").bottomDiffs()).containsExactly(true, false);
    }

    @Test
    void aLayerUnderNoLossDoesNotRunBackward() {
        NetPlan plan =
                Nets.plan(
                        INPUTS + ip("a", "x", "") + ip("b", "a", "") + ip("side", "a", "") + LOSS);
        assertThat(Nets.step(plan, "side").backward()).isFalse();
        assertThat(Nets.step(plan, "a").backward()).isTrue();
    }

    @Test
    void aFrozenWeightGetsNoGradientAndNothingBelowItDoes() {
        String frozen = "param { lr_mult: 0 } param { lr_mult: 0 }";
        NetPlan plan =
                Nets.plan(
                        INPUTS
                                + ip("a", "x", frozen)
                                + ip("b", "a", "param { lr_mult: 0 }")
                                + LOSS);
        assertThat(Nets.step(plan, "a").backward()).isFalse();
        assertThat(Nets.step(plan, "b").weightDiffs()).containsExactly(false, true);
        assertThat(Nets.step(plan, "b").bottomDiffs()).containsExactly(false);
    }

    @Test
    void propagateDownCutsABranchAndWhatIsBelowItRests() {
        NetPlan plan =
                Nets.plan(INPUTS + ip("a", "x", "") + ip("b", "a", "propagate_down: false") + LOSS);
        assertThat(Nets.step(plan, "b").backward()).isTrue();
        assertThat(Nets.step(plan, "a").backward()).isFalse();
    }

    @Test
    void forceBackwardReachesTheInputs() {
        NetPlan plan = Nets.plan("force_backward: true " + INPUTS + ip("b", "x", "") + LOSS);
        assertThat(Nets.step(plan, "b").bottomDiffs()).containsExactly(true);
        assertThat(Nets.step(plan, "loss").bottomDiffs()).containsExactly(true, true);
    }

    @Test
    void aLabelThatLearnsIsRefused() {
        String net =
                INPUTS
                        + ip("a", "x", "")
                        + "layer { name: 'cut' type: 'InnerProduct' bottom: 'y' top: 'l' inner_product_param { num_output: 1 } }"
                        + "layer { name: 'loss' type: 'SoftmaxWithLoss' bottom: 'a' bottom: 'l' }";
        assertThatThrownBy(() -> Nets.plan(net))
                .isInstanceOf(LayerFailure.class)
                .hasMessageContaining(
                        "layer \"loss\" (SoftmaxWithLoss): cannot give a gradient to bottom 1 (\"l\")");
    }
}
