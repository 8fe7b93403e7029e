package jdl.layer.activation;

import static jdl.layer.LayerCase.layer;

import java.util.stream.Stream;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;

class ThresholdTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"Threshold\"}").bottom(3, 7).silent(0),
                layer("{type: \"Threshold\" threshold_param { threshold: -0.25 }}")
                        .bottom(33)
                        .silent(0));
    }
}
