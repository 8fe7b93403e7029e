package jdl.layer.activation;

import static jdl.layer.LayerCase.layer;

import java.util.stream.Stream;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;

class GELUTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"GELU\"}").bottom(3, 7),
                layer("{type: \"GELU\"}").within(-5, 5, 33),
                layer("{type: \"GELU\" gelu_param { approximate: true }}").within(-5, 5, 17));
    }
}
