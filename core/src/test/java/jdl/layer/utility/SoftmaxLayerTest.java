package jdl.layer.utility;

import static jdl.layer.LayerCase.layer;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;
import jdl.layer.SoftmaxRows;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;

class SoftmaxLayerTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"Softmax\"}").bottom(2, 7),
                layer("{type: \"Softmax\"}").bottom(2, 3, 2, 4),
                layer("{type: \"Softmax\" softmax_param { axis: 0 }}").bottom(3, 2),
                layer("{type: \"Softmax\" softmax_param { axis: -1 }}").bottom(2, 3, 17),
                layer("{type: \"Softmax\"}").bottom(2, 1, 3),
                layer("{type: \"Softmax\"}").bottom(700, 16));
    }

    @Test
    void hugeScoresDoNotOverflow() {
        Tensor y = Tensor.zeros(Shape.of(1, 3));
        new SoftmaxRows(1, 3, 1)
                .forward(
                        Kernels.plain(Workers.single()),
                        Tensor.of(Shape.of(1, 3), 1000, 1000, -1000),
                        y);
        assertThat(y.toArray()).containsExactly(0.5f, 0.5f, 0);
    }
}
