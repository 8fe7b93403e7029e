package jdl.layer.activation;

import static jdl.layer.LayerCase.layer;

import java.util.stream.Stream;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;

class MishTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"Mish\"}").bottom(3, 7),
                layer("{type: \"Mish\"}").within(-5, 5, 33));
    }
}
