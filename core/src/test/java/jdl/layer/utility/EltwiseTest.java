package jdl.layer.utility;

import static jdl.layer.LayerCase.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.layer.Clock;
import jdl.layer.Layer;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;
import jdl.layer.Ports;
import jdl.tensor.Blob;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EltwiseTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"Eltwise\" eltwise_param {  } }")
                        .bottom(2, 3, 4)
                        .bottom(2, 3, 4)
                        .gives(2, 3, 4),
                layer("{type: \"Eltwise\" eltwise_param { operation: SUM coeff: [0.5, -2, 0] } }")
                        .bottom(7)
                        .bottom(7)
                        .bottom(7),
                layer("{type: \"Eltwise\" eltwise_param { operation: PROD } }")
                        .bottom(3, 5)
                        .bottom(3, 5),
                layer(
                                "{type: \"Eltwise\" eltwise_param { operation: PROD stable_prod_grad: false } }")
                        .bottom(17)
                        .bottom(17)
                        .bottom(17),
                layer("{type: \"Eltwise\" eltwise_param { operation: MAX } }")
                        .bottom(4, 4)
                        .bottom(4, 4)
                        .bottom(4, 4)
                        .withDistance(),
                layer("{type: \"Eltwise\" eltwise_param { operation: MAX } }")
                        .bottom(3, 17001)
                        .bottom(3, 17001)
                        .withDistance(),
                layer("{type: \"Eltwise\" eltwise_param {  } }").bottom(3, 17001).bottom(3, 17001),
                layer("{type: \"Eltwise\" eltwise_param { operation: PROD } }")
                        .bottom(3, 17001)
                        .bottom(3, 17001));
    }

    @Test
    void oneBlobTwiceGetsBothGradients() {
        var c = layer("{type: \"Eltwise\" eltwise_param { operation: PROD } }").bottom(1).bottom(1);
        Blob x = Blob.of(Tensor.of(Shape.of(1), 3), Tensor.zeros(Shape.of(1)));
        Blob y = Blob.of(Tensor.zeros(Shape.of(1)), Tensor.of(Shape.of(1), 10));
        var ports =
                new Ports(
                        Kernels.plain(Workers.single()),
                        List.of(x, x),
                        List.of(y),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        new Clock(true, 0, 0));
        Layer square = c.create();
        square.forward(ports);
        square.backward(ports);
        assertThat(y.data().get(0)).isEqualTo(9);
        assertThat(x.diff().get(0)).isEqualTo(60);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "coeff: 1|takes one coeff for each of its 2 bottoms",
                "operation: PROD coeff: 1 coeff: 2|coeff is for SUM alone",
            })
    void coefficientsThatDoNotFitAreRefused(String settings, String reason) {
        var wrong =
                layer("{type: \"Eltwise\" eltwise_param { " + settings + " } }")
                        .bottom(3)
                        .bottom(3);
        assertThatThrownBy(wrong::create).isInstanceOf(Failure.class).hasMessageContaining(reason);
    }

    @Test
    void shapesThatDifferAreRefused() {
        var wrong = layer("{type: \"Eltwise\"}").bottom(2, 3).bottom(3, 2);
        assertThatThrownBy(wrong::create).hasMessageContaining("one shape, but got 2×3 and 3×2");
    }
}
