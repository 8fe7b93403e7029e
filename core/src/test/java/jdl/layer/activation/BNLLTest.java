package jdl.layer.activation;

import static jdl.layer.LayerCase.layer;

import java.util.stream.Stream;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;

class BNLLTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"BNLL\"}").bottom(2, 3, 4),
                layer("{type: \"BNLL\"}").within(-10, 10, 33));
    }
}
