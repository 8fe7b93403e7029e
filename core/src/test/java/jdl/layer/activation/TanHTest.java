package jdl.layer.activation;

import static jdl.layer.LayerCase.layer;

import java.util.stream.Stream;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;

class TanHTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"TanH\"}").bottom(2, 3, 4),
                layer("{type: \"TanH\"}").bottom(17),
                layer("{type: \"TanH\"}").within(-20, 20, 33),
                layer("{type: \"TanH\"}").bottom(3, 17001));
    }
}
