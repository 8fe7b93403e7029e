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

class FilterLayerTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"Filter\"}").bottom(17, 3).labels(0, 2, 17).gives(17, 3),
                layer("{type: \"Filter\" top: [\"a\", \"b\"]}")
                        .bottom(7, 3)
                        .bottom(7)
                        .labels(-1, 2, 7, 1)
                        .gives(7, 3)
                        .gives(7));
    }

    @Test
    void samplesOfSelectorsThatAreNotZeroStay() {
        var c = layer("{type: \"Filter\"}").bottom(3, 2).bottom(3);
        Tensor x = Tensor.of(Shape.of(3, 2), 1, 2, 3, 4, 5, 6);
        assertThat(OneLayer.forward(c, 1, x, Tensor.of(Shape.of(3), 0.5f, 0, -1)))
                .containsExactly(1, 2, 5, 6);
        assertThat(OneLayer.forward(c, 1, x, Tensor.of(Shape.of(3), 0, 0, 0))).isEmpty();
    }

    @Test
    void aSelectorThatDoesNotFitIsRefused() {
        for (int[] selector : new int[][] {{4}, {3, 2}})
            assertThatThrownBy(
                            () ->
                                    layer("{type: \"Filter\"}")
                                            .bottom(3, 2)
                                            .bottom(selector)
                                            .create())
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("wants");
    }
}
