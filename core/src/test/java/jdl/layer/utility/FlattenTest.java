package jdl.layer.utility;

import static jdl.layer.LayerCase.layer;

import java.util.stream.Stream;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;

class FlattenTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"Flatten\"}").bottom(2, 3, 4).gives(2, 12),
                layer("{type: \"Flatten\" flatten_param { axis: -3 end_axis: -2 }}")
                        .bottom(2, 3, 4, 7)
                        .gives(2, 12, 7),
                layer("{type: \"Flatten\" flatten_param { axis: 0 }}").bottom(3, 11).gives(33));
    }
}
