package jdl.layer.input;

import static jdl.layer.LayerCase.layer;

import java.util.stream.Stream;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;

class MemoryDataLayerTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer(
                                "{type: \"MemoryData\" top: [\"data\", \"label\"] memory_data_param { batch_size: 2 channels: 3 height: 4 width: 5 }}")
                        .gives(2, 3, 4, 5)
                        .gives(2));
    }
}
