package jdl.layer.activation;

import static jdl.layer.LayerCase.layer;

import java.util.stream.Stream;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;

class PowerTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"Power\"}").bottom(7),
                layer("{type: \"Power\" power_param { power: 2 scale: -0.5 shift: 2 }}")
                        .bottom(3, 5),
                layer("{type: \"Power\" power_param { power: 3 scale: -0.7 shift: 0.3 }}")
                        .bottom(17),
                layer("{type: \"Power\" power_param { power: 0.5 shift: 3 }}").within(-1, 1, 16),
                layer("{type: \"Power\" power_param { power: 0 }}").bottom(3),
                layer("{type: \"Power\" power_param { scale: 0 shift: -1 }}").bottom(3),
                layer("{type: \"Power\" power_param { power: -1 shift: 4 }}").within(-1, 1, 33));
    }
}
