package jdl.layer.activation;

import static jdl.layer.LayerCase.layer;

import java.util.stream.Stream;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;

class SoftplusTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"Softplus\"}").bottom(7),
                layer("{type: \"Softplus\" softplus_param { beta: 2 }}").within(-3, 3, 33));
    }
}
