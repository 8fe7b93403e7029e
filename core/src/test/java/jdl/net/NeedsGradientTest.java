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
    void propagateDownAsksForAGradientWhereNothingLearns() {
        NetPlan plan = Nets.plan(INPUTS + ip("b", "x", "propagate_down: true") + LOSS);
        assertThat(Nets.step(plan, "b").bottomDiffs()).containsExactly(true);
        NetPlan plain = Nets.plan(INPUTS + ip("b", "x", "") + LOSS);
        assertThat(Nets.step(plain, "b").bottomDiffs()).containsExactly(false);
    }

    @Test
    void aCutBranchLearnsByItsOtherWayAlone() {
        String side = "layer { name: 'more' type: 'EuclideanLoss' bottom: 'a' bottom: 'y' }";
        String net = INPUTS + ip("a", "x", "") + ip("b", "a", "CUT") + LOSS;
        String cut = "propagate_down: false";
        float[] both = gradient(net.replace("CUT", "") + side);
        float[] left = gradient(net.replace("CUT", cut) + side);
        float[] alone = gradient(INPUTS + ip("a", "x", "") + side);
        assertThat(left).isEqualTo(alone).isNotEqualTo(both);
    }

    /** Of the weight of layer "a". */
    private static float[] gradient(String prototxt) {
        Net net = Nets.net(prototxt);
        Nets.random(net.blob("x").orElseThrow().data(), 1);
        net.forward(0);
        net.backward();
        return net.weights().get(0).blob().diff().toArray();
    }

    @Test
    void propagateDownIsGivenForEachBottomOrNone() {
        String two = ip("b", "x", "propagate_down: true propagate_down: true");
        assertThatThrownBy(() -> Nets.plan(INPUTS + two + LOSS))
                .isInstanceOf(LayerFailure.class)
                .hasMessageContaining(
                        "layer \"b\" (InnerProduct): propagate_down is given 2 times");
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
