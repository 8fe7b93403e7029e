package jdl.layer.utility;

import static jdl.layer.LayerCase.layer;

import java.util.stream.Stream;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;

class FilterLayerTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"Filter\"}").bottom(17, 3).labels(0, 2, 17).gives(17, 3),
                layer("{type: \"Filter\" top: [\"a\", \"b\"]}")
                        .bottom(7, 3)
                        .bottom(7)
                        .labels(-1, 2, 7, 1)
                        .gives(7, 3)
                        .gives(7));
    }
}
