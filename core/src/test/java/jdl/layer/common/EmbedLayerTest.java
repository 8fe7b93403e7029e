package jdl.layer.common;

import static jdl.layer.LayerCase.layer;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;
import jdl.layer.OneLayer;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;

class EmbedLayerTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"Embed\" embed_param { num_output: 3 input_dim: 5 }}")
                        .labels(0, 5, 2, 4)
                        .gives(2, 4, 3),
                layer(
                                "{type: \"Embed\" embed_param { num_output: 17 input_dim: 2 bias_term: false }}")
                        .labels(0, 2, 3)
                        .gives(3, 17));
    }

    @Test
    void indicesWithoutARowAreRefused() {
        var c = layer("{type: \"Embed\" embed_param { num_output: 3 input_dim: 5 }}").bottom(2);
        for (float wrong : new float[] {-1, 5, Float.NaN})
            assertThatThrownBy(() -> OneLayer.forward(c, 1, Tensor.of(Shape.of(2), 0, wrong)))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("at place 1 is none of the 5 rows");
    }

    @Test
    void bothLengthsAreNeeded() {
        for (String one : new String[] {"num_output: 3", "input_dim: 3"})
            assertThatThrownBy(
                            () ->
                                    layer("{type: \"Embed\" embed_param { " + one + " }}")
                                            .bottom(2)
                                            .create())
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("must be at least 1");
    }
}
