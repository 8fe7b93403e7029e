package jdl.layer.utility;

import static jdl.layer.LayerCase.layer;

import java.util.stream.Stream;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;

class SplitTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"Split\" top: [\"a\", \"b\", \"c\"]}")
                        .bottom(3, 7)
                        .gives(3, 7)
                        .gives(3, 7)
                        .gives(3, 7),
                layer("{type: \"Split\" top: [\"a\", \"b\"]}").bottom(17).silent(1));
    }
}
