package jdl.layer.utility;

import static jdl.layer.LayerCase.layer;

import java.util.stream.Stream;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;

class ReshapeTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"Reshape\" reshape_param { shape { dim: 0 dim: -1 } }}")
                        .bottom(2, 3, 4)
                        .gives(2, 12),
                layer(
                                "{type: \"Reshape\" reshape_param { shape { dim: 2 dim: -1 } axis: 1 num_axes: 1 }}")
                        .bottom(2, 6, 3)
                        .gives(2, 2, 3, 3),
                layer("{type: \"Reshape\" reshape_param { shape { dim: 1 } axis: -1 num_axes: 0 }}")
                        .bottom(2, 6)
                        .gives(2, 6, 1),
                layer("{type: \"Reshape\" reshape_param { shape { } }}").bottom(1, 1).gives());
    }
}
