package jdl.layer.utility;

import static jdl.layer.LayerCase.layer;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;
import org.junit.jupiter.api.Test;

class ConcatLayerTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"Concat\" concat_param {  } }")
                        .bottom(2, 3, 2)
                        .bottom(2, 1, 2)
                        .gives(2, 4, 2),
                layer("{type: \"Concat\" concat_param { axis: 0 } }")
                        .bottom(2, 3)
                        .bottom(1, 3)
                        .bottom(3, 3)
                        .gives(6, 3),
                layer("{type: \"Concat\" concat_param { axis: -1 } }")
                        .bottom(2, 2, 7)
                        .bottom(2, 2, 16)
                        .gives(2, 2, 23),
                layer("{type: \"Concat\" concat_param { concat_dim: 1 } }")
                        .bottom(2, 3)
                        .bottom(2, 2)
                        .gives(2, 5),
                layer("{type: \"Concat\" concat_param {  } }").bottom(2, 3).gives(2, 3),
                layer("{type: \"Concat\" concat_param { axis: 2 } }")
                        .bottom(17, 33, 17)
                        .bottom(17, 33, 16));
    }

    @Test
    void twoAxesAreRefused() {
        var wrong =
                layer("{type: \"Concat\" concat_param { axis: 1 concat_dim: 1 } }")
                        .bottom(2, 3)
                        .bottom(2, 3);
        assertThatThrownBy(wrong::create)
                .isInstanceOf(Failure.class)
                .hasMessageContaining("give axis alone");
    }

    @Test
    void bottomsThatDifferElsewhereAreRefused() {
        assertThatThrownBy(
                        () -> layer("{type: \"Concat\"}").bottom(2, 3, 4).bottom(2, 3, 5).create())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("along axis 1 alone");
        assertThatThrownBy(() -> layer("{type: \"Concat\"}").bottom(2, 3).bottom(2, 3, 1).create())
                .isInstanceOf(Failure.class);
    }
}
