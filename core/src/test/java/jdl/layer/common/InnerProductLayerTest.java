package jdl.layer.common;

import static jdl.layer.LayerCase.layer;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;
import org.junit.jupiter.api.Test;

class InnerProductLayerTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"InnerProduct\" inner_product_param { num_output: 4 } }")
                        .bottom(2, 3, 2, 2)
                        .gives(2, 4),
                layer("{type: \"InnerProduct\" inner_product_param { num_output: 1 } }")
                        .bottom(1, 7),
                layer(
                                "{type: \"InnerProduct\" inner_product_param { num_output: 17 bias_term: false } }")
                        .bottom(3, 16),
                layer("{type: \"InnerProduct\" inner_product_param { num_output: 5 axis: 2 } }")
                        .bottom(2, 3, 4, 2)
                        .gives(2, 3, 5),
                layer("{type: \"InnerProduct\" inner_product_param { num_output: 5 axis: -1 } }")
                        .bottom(2, 3, 4)
                        .gives(2, 3, 5),
                layer("{type: \"InnerProduct\" inner_product_param { num_output: 2 axis: 0 } }")
                        .bottom(3, 4)
                        .gives(2),
                layer(
                                "{type: \"InnerProduct\" inner_product_param { num_output: 3 transpose: true } }")
                        .bottom(2, 3, 3),
                layer(
                                "{type: \"InnerProduct\" inner_product_param { num_output: 33 transpose: true } }")
                        .bottom(16, 17),
                layer("{type: \"InnerProduct\" inner_product_param { num_output: 33 } }")
                        .within(-0.5f, 0.5f, 17, 65));
    }

    @Test
    void anOutputIsWanted() {
        assertThatThrownBy(() -> layer("{type: \"InnerProduct\"}").bottom(2, 3).create())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("num_output");
    }
}
