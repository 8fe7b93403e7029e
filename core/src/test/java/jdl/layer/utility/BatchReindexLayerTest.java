package jdl.layer.utility;

import static jdl.layer.LayerCase.layer;

import java.util.stream.Stream;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;

class BatchReindexLayerTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"BatchReindex\"}").bottom(4, 3).labels(0, 4, 7).gives(7, 3),
                layer("{type: \"BatchReindex\"}").bottom(3).labels(0, 3, 2).gives(2));
    }
}
