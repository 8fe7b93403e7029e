package jdl.layer.input;

import static jdl.layer.LayerCase.layer;

import java.util.stream.Stream;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;

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
}
