package jdl.layer.common;

import static jdl.layer.LayerCase.layer;

import java.util.stream.Stream;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;

class EmbedLayerTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"Embed\" embed_param { num_output: 3 input_dim: 5 }}")
                        .labels(0, 5, 2, 4)
                        .gives(2, 4, 3),
                layer(
                                "{type: \"Embed\" embed_param { num_output: 17 input_dim: 2 bias_term: false }}")
                        .labels(0, 2, 3)
                        .gives(3, 17));
    }
}
