package jdl.layer.activation;

import static jdl.layer.LayerCase.layer;

import java.util.stream.Stream;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;

class LogTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"Log\"}").within(1, 3, 7),
                layer("{type: \"Log\" log_param { base: 2 scale: 3 shift: 4 }}").within(0, 1, 17),
                layer("{type: \"Log\" log_param { base: 0.5 }}").within(1, 3, 33));
    }
}
