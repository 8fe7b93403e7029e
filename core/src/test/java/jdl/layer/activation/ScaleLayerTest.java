package jdl.layer.activation;

import static jdl.layer.LayerCase.layer;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;
import org.junit.jupiter.api.Test;

class ScaleLayerTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"Scale\"}").bottom(2, 3, 7).gives(2, 3, 7),
                layer("{type: \"Scale\" scale_param { bias_term: true }}").bottom(2, 17),
                layer("{type: \"Scale\" scale_param { axis: -1 bias_term: true }}")
                        .bottom(2, 3, 16),
                layer("{type: \"Scale\" scale_param { axis: 1 num_axes: 2 }}").bottom(2, 3, 2, 3),
                layer("{type: \"Scale\" scale_param { axis: 0 num_axes: -1 bias_term: true }}")
                        .bottom(3, 11),
                layer("{type: \"Scale\" scale_param { num_axes: 0 bias_term: true }}")
                        .bottom(1, 33),
                layer("{type: \"Scale\"}").bottom(2, 3, 4).bottom(3),
                layer("{type: \"Scale\" scale_param { axis: 0 bias_term: true }}")
                        .bottom(2, 3, 4)
                        .bottom(2, 3),
                layer("{type: \"Scale\"}").bottom(2, 3).bottom());
    }

    @Test
    void axesBeyondTheBottomAreRefused() {
        assertThatThrownBy(
                        () ->
                                layer("{type: \"Scale\" scale_param { num_axes: 3 }}")
                                        .bottom(2, 3)
                                        .create())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("num_axes");
    }

    @Test
    void aFactorOfAnotherShapeIsRefused() {
        assertThatThrownBy(() -> layer("{type: \"Scale\"}").bottom(2, 3).bottom(4).create())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("second bottom");
    }
}
