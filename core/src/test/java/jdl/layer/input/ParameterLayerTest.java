package jdl.layer.input;

import static jdl.layer.LayerCase.layer;

import java.util.stream.Stream;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;

class ParameterLayerTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"Parameter\" parameter_param { shape { dim: 3 dim: 7 } }}")
                        .gives(3, 7));
    }
}
