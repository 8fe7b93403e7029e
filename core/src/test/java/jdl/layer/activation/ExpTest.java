package jdl.layer.activation;

import static jdl.layer.LayerCase.layer;

import java.util.stream.Stream;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;

class ExpTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"Exp\"}").within(-1, 1, 7),
                layer("{type: \"Exp\" exp_param { base: 3 scale: -0.5 shift: 0.7 }}")
                        .within(-1, 1, 17),
                layer("{type: \"Exp\" exp_param { scale: 0 }}").bottom(3),
                layer("{type: \"Exp\" exp_param { base: 0.5 shift: 1 }}").within(-1, 1, 16));
    }
}
