package jdl.layer.common;

import static jdl.layer.LayerCase.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;
import jdl.layer.OneLayer;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;

class SpatialDropoutTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"SpatialDropout\"}").bottom(3, 7, 2, 2),
                layer("{type: \"SpatialDropout\"}").bottom(3, 7, 2).testing(),
                layer("{type: \"SpatialDropout\" dropout_param { dropout_ratio: 0.3 }}")
                        .bottom(3, 7));
    }

    @Test
    void channelsGoOrStayAsAWhole() {
        var c =
                layer("{type: \"SpatialDropout\" dropout_param { dropout_ratio: 0.25 }}")
                        .bottom(100, 100, 3);
        Tensor x = Tensor.zeros(Shape.of(100, 100, 3));
        x.fill(3);
        float[] y = OneLayer.forward(c, 1, x);
        int dropped = 0;
        for (int i = 0; i < y.length; i += 3) {
            assertThat(y[i]).isIn(0f, 4f).isEqualTo(y[i + 1]).isEqualTo(y[i + 2]);
            if (y[i] == 0) dropped++;
        }
        assertThat(dropped / 10_000.0).isCloseTo(0.25, within(0.02));
    }

    @Test
    void withoutChannelsItIsRefused() {
        assertThatThrownBy(() -> layer("{type: \"SpatialDropout\"}").bottom(3).create())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("channels");
    }
}
