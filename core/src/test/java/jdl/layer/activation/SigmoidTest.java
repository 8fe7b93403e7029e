package jdl.layer.activation;

import static jdl.layer.LayerCase.layer;

import java.util.stream.Stream;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;

class SigmoidTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"Sigmoid\"}").bottom(2, 3, 4),
                layer("{type: \"Sigmoid\"}").bottom(17),
                layer("{type: \"Sigmoid\"}").within(-20, 20, 33),
                layer("{type: \"Sigmoid\"}").bottom(3, 17001));
    }
}
