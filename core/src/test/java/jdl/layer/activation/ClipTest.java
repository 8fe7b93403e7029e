package jdl.layer.activation;

import static jdl.layer.LayerCase.layer;

import java.util.stream.Stream;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;

class ClipTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"Clip\" clip_param { min: -9 max: 9 }}").bottom(3, 7),
                layer("{type: \"Clip\" clip_param { min: 0.5 max: 9 }}").bottom(33).kink(0.5),
                layer("{type: \"Clip\" clip_param { min: -9 max: -0.25 }}").bottom(16).kink(-0.25));
    }
}
