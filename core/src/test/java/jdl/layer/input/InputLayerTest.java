package jdl.layer.input;

import static jdl.layer.LayerCase.layer;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;
import org.junit.jupiter.api.Test;

class InputLayerTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"Input\" top: [\"x\"] input_param { shape { dim: 2 dim: 3 } } }")
                        .gives(2, 3),
                layer(
                                "{type: \"Input\" top: [\"x\", \"y\"] input_param { shape { dim: 2 dim: 2 } } }")
                        .gives(2, 2)
                        .gives(2, 2),
                layer(
                                "{type: \"Input\" top: [\"x\", \"y\"] input_param { shape { dim: 2 dim: 2 } shape { dim: 3 } } }")
                        .gives(2, 2)
                        .gives(3));
    }

    @Test
    void shapesThatDoNotMatchTheTopsAreRefused() {
        assertThatThrownBy(() -> layer("{type: \"Input\"}").create())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("input_param.shape");
    }
}
