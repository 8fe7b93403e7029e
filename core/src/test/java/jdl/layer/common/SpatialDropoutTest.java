package jdl.layer.common;

import static jdl.layer.LayerCase.layer;

import java.util.stream.Stream;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;

class SpatialDropoutTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"SpatialDropout\"}").bottom(3, 7, 2, 2),
                layer("{type: \"SpatialDropout\"}").bottom(3, 7, 2).testing(),
                layer("{type: \"SpatialDropout\" dropout_param { dropout_ratio: 0.3 }}")
                        .bottom(3, 7));
    }
}
