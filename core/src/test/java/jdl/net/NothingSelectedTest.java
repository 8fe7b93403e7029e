package jdl.net;

import static org.assertj.core.api.Assertions.assertThat;

import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;

class NothingSelectedTest {

    private static final String NET =
            """
            layer { name: 'in' type: 'Input' top: 'x' top: 'label' top: 'chosen'
                    input_param { shape { dim: [3, 4] } shape { dim: 3 } shape { dim: 3 } } }
            layer { name: 'filter' type: 'Filter' bottom: 'x' bottom: 'label' bottom: 'chosen'
                    top: 'some' top: 'labels' }
            layer { name: 'ip' type: 'InnerProduct' bottom: 'some' top: 'scores'
                    inner_product_param { num_output: 5 weight_filler { type: 'xavier' } } }
            layer { name: 'loss' type: 'SoftmaxWithLoss' bottom: 'scores' bottom: 'labels'
                    top: 'loss' }
            layer { name: 'right' type: 'Accuracy' bottom: 'scores' bottom: 'labels' top: 'right' }
            """;

    /** As with rows that are all ignored: the loss is 0, and nothing is learnt. */
    @Test
    void aFilterThatSelectsNothingGivesALossOf0AndNoGradient() {
        Net net = Nets.net(NET);
        Nets.random(data(net, "x"), 1);
        assertThat(net.forward(0)).isZero();
        net.backward();
        assertThat(data(net, "right").get(0)).isZero();
        assertThat(net.weights().get(0).blob().diff().toArray()).containsOnly(0);
        data(net, "chosen").fill(1);
        assertThat(net.forward(1)).isPositive();
    }

    private static Tensor data(Net net, String blob) {
        return net.blob(blob).orElseThrow().data();
    }
}
