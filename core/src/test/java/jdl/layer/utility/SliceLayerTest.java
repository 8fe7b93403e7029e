package jdl.layer.utility;

import static jdl.layer.LayerCase.layer;

import java.util.stream.Stream;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;

class SliceLayerTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"Slice\" top: [\"a\", \"b\", \"c\"]}")
                        .bottom(2, 6, 3)
                        .gives(2, 2, 3)
                        .gives(2, 2, 3)
                        .gives(2, 2, 3),
                layer(
                                "{type: \"Slice\" top: [\"a\", \"b\", \"c\"] slice_param { axis: -1 slice_point: 1 slice_point: 17 }}")
                        .bottom(2, 33)
                        .gives(2, 1)
                        .gives(2, 16)
                        .gives(2, 16)
                        .silent(1),
                layer(
                                "{type: \"Slice\" top: [\"a\", \"b\"] slice_param { slice_dim: 0 slice_point: 1 }}")
                        .bottom(3, 7)
                        .gives(1, 7)
                        .gives(2, 7),
                layer("{type: \"Slice\"}").bottom(3, 7).gives(3, 7));
    }
}
