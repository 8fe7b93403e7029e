package jdl.layer.activation;

import static jdl.layer.LayerCase.layer;

import java.util.stream.Stream;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;

class HardSwishTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"HardSwish\"}").within(-2.5f, 2.5f, 33),
                layer("{type: \"HardSwish\"}").within(-5, 0, 17).kink(-3),
                layer("{type: \"HardSwish\"}").within(0, 5, 16).kink(3));
    }
}
