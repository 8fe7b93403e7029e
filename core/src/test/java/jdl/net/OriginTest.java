package jdl.net;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jdl.failure.Failure;
import org.junit.jupiter.api.Test;

class OriginTest {

    @Test
    void aLabelThatMeansNothingIsToldWithItsRecord() {
        Net net =
                Nets.net(
                        """
                        layer { name: 'd' type: 'Data' top: 'x' top: 'label'
                                data_param { source: 'digits:test?count=20' batch_size: 5 } }
                        layer { name: 'ip' type: 'InnerProduct' bottom: 'x' top: 'y'
                                inner_product_param { num_output: 2 } }
                        layer { name: 'loss' type: 'SoftmaxWithLoss' bottom: 'y' bottom: 'label' }
                        """);
        assertThatThrownBy(
                        () -> {
                            for (int pass = 0; pass < 4; pass++) net.forward(pass);
                        })
                .isInstanceOf(LayerFailure.class)
                .hasMessageMatching("(?s)layer \"loss\".*label \\d of row .*digits:test, image .*")
                .extracting(e -> ((Failure) e).kind())
                .isEqualTo(Failure.Kind.CORRUPT);
    }
}
