package jdl.layer.activation;

import static jdl.layer.LayerCase.layer;

import java.util.stream.Stream;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;

class ELUTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"ELU\"}").bottom(2, 3, 4).kink(0),
                layer("{type: \"ELU\" elu_param { alpha: 0.5 }}").bottom(17).kink(0),
                layer("{type: \"ELU\"}").within(-20, 20, 33).kink(0),
                layer("{type: \"ELU\"}").bottom(3, 17001).kink(0));
    }
}
