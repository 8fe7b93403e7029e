package jdl.layer.activation;

import static jdl.layer.LayerCase.layer;

import java.util.stream.Stream;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;

class SELUTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"SELU\"}").bottom(3, 7).kink(0),
                layer("{type: \"SELU\"}").bottom(33).kink(0));
    }
}
