package jdl.layer.common;

import static jdl.layer.LayerCase.layer;

import java.util.stream.Stream;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;

class AlphaDropoutTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"AlphaDropout\"}").bottom(3, 7),
                layer("{type: \"AlphaDropout\"}").bottom(3, 7).testing(),
                layer("{type: \"AlphaDropout\" dropout_param { dropout_ratio: 0.1 }}").bottom(33));
    }
}
