package jdl.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import jdl.failure.Failure;
import jdl.tensor.Blob;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Layers that share a weight by the name of its param. */
class SharedWeightsTest {

    private static final String X =
            "layer { name: 'x' type: 'Input' top: 'x' top: 't' input_param { shape { dim: 1 dim: 3 } } }";

    private static String ip(String name, String bottom, int outputs, String param) {
        return """
               layer { name: '%s' type: 'InnerProduct' bottom: '%s' top: '%s' param { %s }
                 inner_product_param { num_output: %d bias_term: false weight_filler { type: 'gaussian' } } }
               """
                .formatted(name, bottom, name, param, outputs);
    }

    private static final String LOSS =
            "layer { name: 'loss' type: 'EuclideanLoss' bottom: 'b' bottom: 't' }";

    @Test
    void aSharedWeightGetsTheGradientsOfAllWhoReadIt() {
        String shared = X + ip("a", "x", 3, "name: 'w'") + ip("b", "a", 3, "name: 'w'") + LOSS;
        Net net = Nets.net(shared);
        Net apart = Nets.net(shared.replace("name: 'w'", ""));
        assertThat(net.weights()).hasSize(1);
        Tensor weight = net.weights().get(0).blob().data();
        for (Weight each : apart.weights()) each.blob().data().copyFrom(weight);
        for (Net each : new Net[] {net, apart}) {
            Nets.random(each.blob("x").orElseThrow().data(), 1);
            each.forward(0);
            each.backward();
        }
        for (int i = 0; i < 9; i++) {
            float ofA = apart.weights().get(0).blob().diff().get(i);
            float ofB = apart.weights().get(1).blob().diff().get(i);
            assertThat(ofB).isNotZero();
            assertThat(net.weights().get(0).blob().diff().get(i))
                    .isCloseTo(ofA + ofB, within(1e-5f));
        }
    }

    @Test
    void strictWantsTheSameShapeAndPermissiveTheSameCount() {
        String param = "name: 'w'";
        String net = X + ip("a", "x", 2, param) + ip("b", "a", 3, param + " MODE") + LOSS;
        assertThatThrownBy(() -> Nets.plan(net.replace("MODE", "share_mode: STRICT")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("layer \"b\" (InnerProduct): shares param \"w\" with \"a/0\"")
                .hasMessageContaining("of shape 2×3, but needs shape 3×2; share_mode: PERMISSIVE");
        assertThat(Nets.plan(net.replace("MODE", "share_mode: PERMISSIVE")).weights()).hasSize(1);
        String larger =
                net.replace("MODE", "share_mode: PERMISSIVE").replace("_output: 3", "_output: 4");
        assertThatThrownBy(() -> Nets.plan(larger))
                .hasMessageContaining("of shape 2×3, but needs shape 4×2");
    }

    @Test
    void eachSeesAPermissivelySharedWeightInItsOwnShape() {
        String param = "name: 'w' share_mode: PERMISSIVE";
        Net net = Nets.net(X + ip("a", "x", 2, param) + ip("b", "a", 3, param) + LOSS);
        Blob owned = net.weights(Nets.step(net.plan(), "a")).get(0);
        Blob shared = net.weights(Nets.step(net.plan(), "b")).get(0);
        assertThat(owned.shape()).isEqualTo(Shape.of(2, 3));
        assertThat(shared.shape()).isEqualTo(Shape.of(3, 2));
        owned.data().copyFrom(Tensor.of(Shape.of(6), 1, 2, 3, 4, 5, 6));
        net.blob("x").orElseThrow().data().copyFrom(Tensor.of(Shape.of(3), 1, 0, 1));
        net.forward(0);
        // a = (1 + 3, 4 + 6); b = (1 · 4 + 2 · 10, 3 · 4 + 4 · 10, 5 · 4 + 6 · 10)
        assertThat(net.blob("b").orElseThrow().data().toArray()).containsExactly(24, 52, 80);
        net.backward();
        assertThat(shared.diff().toArray()).isEqualTo(owned.diff().toArray());
        // db = b; what b adds is db aᵀ, what a adds is (wᵀ db) xᵀ
        float[] da = {24 + 3 * 52 + 5 * 80, 2 * 24 + 4 * 52 + 6 * 80};
        assertThat(shared.diff().toArray())
                .containsExactly(
                        24 * 4 + da[0],
                        24 * 10,
                        52 * 4 + da[0],
                        52 * 10 + da[1],
                        80 * 4,
                        800 + da[1]);
    }

    @ParameterizedTest
    @CsvSource({"lr_mult", "decay_mult", "l1_decay_mult"})
    void factorsThatDisagreeAreRefused(String factor) {
        String net =
                X
                        + ip("a", "x", 3, "name: 'w' " + factor + ": 2")
                        + ip("b", "a", 3, "name: 'w' " + factor + ": 3");
        assertThatThrownBy(() -> Nets.plan(net))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(
                        "layer \"b\" (InnerProduct): shared param \"w\" has " + factor)
                .hasMessageContaining("3.0 here, but 2.0 at \"a/0\"");
        assertThat(Nets.plan(net.replace(": 3 ", ": 2 ")).weights()).hasSize(1);
    }

    @Test
    void aFactorMayBeGivenByAnyOfThem() {
        NetPlan plan =
                Nets.plan(
                        X
                                + ip("a", "x", 3, "name: 'w' decay_mult: 4")
                                + ip("b", "a", 3, "name: 'w' lr_mult: 2"));
        assertThat(plan.weights().get(0).rate()).isEqualTo(2);
        assertThat(plan.weights().get(0).decay()).isEqualTo(4);
    }

    @Test
    void moreParamsThanWeightsAreRefused() {
        assertThatThrownBy(() -> Nets.plan(X + ip("a", "x", 3, "} param {")))
                .hasMessageContaining(
                        "has 2 param entries for 1 weights; remove the ones too many");
    }
}
