package jdl.layer.utility;

import static jdl.layer.LayerCase.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;
import jdl.layer.OneLayer;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;

class BatchReindexLayerTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"BatchReindex\"}").bottom(4, 3).labels(0, 4, 7).gives(7, 3),
                layer("{type: \"BatchReindex\"}").bottom(3).labels(0, 3, 2).gives(2));
    }

    @Test
    void samplesArePickedAndRepeated() {
        var c = layer("{type: \"BatchReindex\"}").bottom(3, 2).bottom(4);
        Tensor x = Tensor.of(Shape.of(3, 2), 1, 2, 3, 4, 5, 6);
        assertThat(OneLayer.forward(c, 1, x, Tensor.of(Shape.of(4), 2, 0, 2, 1)))
                .containsExactly(5, 6, 1, 2, 5, 6, 3, 4);
        assertThatThrownBy(() -> OneLayer.forward(c, 1, x, Tensor.of(Shape.of(4), 2, 3, 0, 0)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("index 3 at place 1");
    }

    @Test
    void indicesHaveOneAxis() {
        assertThatThrownBy(
                        () -> layer("{type: \"BatchReindex\"}").bottom(4, 2).bottom(3, 2).create())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("indices of one axis");
    }
}
