package jdl.layer.utility;

import static jdl.layer.LayerCase.layer;

import java.util.stream.Stream;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;

class ArgMaxLayerTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"ArgMax\"}").bottom(3, 7).withDistance().silent(0).gives(3, 1, 1),
                layer("{type: \"ArgMax\" argmax_param { out_max_val: true top_k: 3 }}")
                        .bottom(2, 3, 3, 2)
                        .withDistance()
                        .silent(0)
                        .gives(2, 2, 3, 1),
                layer("{type: \"ArgMax\" argmax_param { axis: 1 top_k: 2 out_max_val: true }}")
                        .bottom(2, 4, 3)
                        .withDistance()
                        .silent(0)
                        .gives(2, 2, 3),
                layer("{type: \"ArgMax\" argmax_param { axis: -1 top_k: 2 }}")
                        .bottom(2, 17)
                        .silent(0)
                        .gives(2, 2));
    }
}
