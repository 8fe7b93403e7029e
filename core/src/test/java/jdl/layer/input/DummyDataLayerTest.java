package jdl.layer.input;

import static jdl.layer.LayerCase.layer;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;
import jdl.layer.OneLayer;
import org.junit.jupiter.api.Test;

class DummyDataLayerTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer(
                                "{type: \"DummyData\" dummy_data_param { shape { dim: 2 dim: 3 } data_filler { value: 2 } }}")
                        .gives(2, 3),
                layer(
                                "{type: \"DummyData\" top: [\"a\", \"b\"] dummy_data_param { num: 2 channels: 3 height: 1 height: 2 width: 4 data_filler { type: \"gaussian\" } }}")
                        .gives(2, 3, 1, 4)
                        .gives(2, 3, 2, 4));
    }

    @Test
    void randomNumbersAreNewEachPassAndConstantOnesAreNot() {
        var random =
                layer(
                        "{type: \"DummyData\" dummy_data_param { shape { dim: 9 } data_filler { type: \"uniform\" } }}");
        assertThat(OneLayer.forward(random, 1))
                .isEqualTo(OneLayer.forward(random, 1))
                .isNotEqualTo(OneLayer.forward(random, 2));
        var constant =
                layer(
                        "{type: \"DummyData\" dummy_data_param { shape { dim: 2 } data_filler { value: 7 } }}");
        assertThat(OneLayer.forward(constant, 2)).containsExactly(7, 7);
    }
}
