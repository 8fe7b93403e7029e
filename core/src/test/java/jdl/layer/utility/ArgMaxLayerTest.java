package jdl.layer.utility;

import static jdl.layer.LayerCase.layer;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;
import jdl.layer.OneLayer;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;

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

    @Test
    void ofEqualOnesTheLastComesFirst() {
        var c = layer("{type: \"ArgMax\" argmax_param { top_k: 4 }}").bottom(1, 5);
        Tensor x = Tensor.of(Shape.of(1, 5), 1, 7, 0, 7, -0f);
        assertThat(OneLayer.forward(c, 1, x)).containsExactly(3, 1, 0, 4);
    }

    @Test
    void valuesFollowTheIndicesOfASample() {
        var c =
                layer("{type: \"ArgMax\" argmax_param { top_k: 2 out_max_val: true }}")
                        .bottom(2, 3);
        Tensor x = Tensor.of(Shape.of(2, 3), 1, 3, 2, 9, 8, 7);
        assertThat(OneLayer.forward(c, 1, x)).containsExactly(1, 2, 3, 2, 0, 1, 9, 8);
    }
}
