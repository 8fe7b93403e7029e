package jdl.net;

import static org.assertj.core.api.Assertions.assertThat;

import jdl.net.Norms.Mean;
import org.junit.jupiter.api.Test;

class NormsTest {

    @Test
    void meansAndSumsAreToldInCaffesOrder() {
        Net net =
                Nets.net(
                        "layer { name: 'in' type: 'Input' top: 'x' input_param { shape { dim: 1 dim: 2 } } }"
                                + "layer { name: 'ip' type: 'InnerProduct' bottom: 'x' top: 'y' loss_weight: 1 param { name: 'w' }"
                                + " inner_product_param { num_output: 2 weight_filler { type: 'constant' value: -2 } } }");
        net.blob("x").orElseThrow().data().set(0, 1);
        net.blob("x").orElseThrow().data().set(1, -4);
        net.forward(0);
        net.clearWeightDiffs();
        net.backward();
        Norms norms = Norms.of(net, true);
        assertThat(norms.forward())
                .containsExactly(
                        new Mean("in", "top blob x data", 2.5f),
                        new Mean("ip", "top blob y data", 6),
                        new Mean("ip", "param blob w data", 2),
                        new Mean("ip", "param blob 1 data", 0));
        assertThat(norms.backward())
                .containsExactly(
                        new Mean("ip", "param blob 0 diff", 2.5f),
                        new Mean("ip", "param blob 1 diff", 1));
        assertThat(norms.data()).isEqualTo(new Norms.Sums(8, 4));
        assertThat(norms.diff()).isEqualTo(new Norms.Sums(12, 6));
        assertThat(Norms.of(net, false).backward()).isEmpty();
    }

    @Test
    void weightsThatDoNotMoveAreInTheSumsAsInCaffe() {
        Net net =
                Nets.net(
                        "layer { name: 'in' type: 'Input' top: 'x' input_param { shape { dim: 2 dim: 1 } } }"
                                + "layer { name: 'bn' type: 'BatchNorm' bottom: 'x' top: 'b' }"
                                + "layer { name: 'ip' type: 'InnerProduct' bottom: 'b' top: 'y' loss_weight: 1"
                                + " param { lr_mult: 0 } inner_product_param { num_output: 1 bias_term: false"
                                + " weight_filler { type: 'constant' value: 3 } } }");
        net.weights().get(2).blob().data().set(0, 4);
        Norms norms = Norms.of(net, true);
        assertThat(norms.data()).isEqualTo(new Norms.Sums(7, 5));
        assertThat(norms.diff()).isEqualTo(new Norms.Sums(0, 0));
    }
}
