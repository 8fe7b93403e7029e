package jdl.layer.recurrent;

import static jdl.layer.LayerCase.layer;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;
import org.junit.jupiter.api.Test;

class LSTMUnitLayerTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                unit().bottom(1, 1, 1)
                        .bottom(1, 1, 4)
                        .labels(0, 1, 1, 1)
                        .gives(1, 1, 1)
                        .gives(1, 1, 1),
                unit().bottom(1, 3, 7).bottom(1, 3, 28).labels(0, 2, 1, 3),
                unit().bottom(1, 2, 16).bottom(1, 2, 64).labels(1, 2, 1, 2),
                unit().bottom(1, 2, 17).bottom(1, 2, 68).labels(0, 3, 1, 2),
                unit().bottom(1, 1, 33).bottom(1, 1, 132).labels(1, 2, 1, 1));
    }

    private static LayerCase unit() {
        return layer("{type: 'LSTMUnit' top: 'c' top: 'h'}");
    }

    @Test
    void shapesHaveToFit() {
        refuses(unit().bottom(2, 3, 4).bottom(2, 3, 16).bottom(2, 3), "[1, streams, cells]");
        refuses(unit().bottom(1, 3, 4).bottom(1, 3, 12).bottom(1, 3), "1×3×16");
        refuses(unit().bottom(1, 3, 4).bottom(1, 3, 16).bottom(3), "cont of shape 1×3");
    }

    private static void refuses(LayerCase wrong, String saying) {
        assertThatThrownBy(wrong::create).isInstanceOf(Failure.class).hasMessageContaining(saying);
    }
}
