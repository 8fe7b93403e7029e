package jdl.layer.activation;

import static jdl.layer.LayerCase.layer;

import java.util.stream.Stream;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;

class SwishTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"Swish\"}").bottom(3, 7),
                layer("{type: \"Swish\" swish_param { beta: -0.5 }}").bottom(17),
                layer("{type: \"Swish\" swish_param { beta: 0 }}").bottom(16));
    }
}
