package jdl.layer.loss;

import static jdl.layer.LayerCase.layer;
import static jdl.layer.loss.LossRig.floats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;
import org.junit.jupiter.api.Test;

/** Its slope has no jump, so that no kink has to be kept clear of. */
class HuberLossLayerTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                ofType("").bottom(3, 7).bottom(3, 7).gives(),
                ofType("huber_loss_param { delta: 0.5 } loss_param { normalization: FULL }")
                        .bottom(2, 3, 3)
                        .bottom(2, 9),
                ofType("huber_loss_param { delta: 2 } loss_param { normalization: NONE }")
                        .bottom(17)
                        .bottom(17));
    }

    private static LayerCase ofType(String settings) {
        return layer("{type: \"HuberLoss\" " + settings + "}");
    }

    @Test
    void smallErrorsAreSquaredAndLargeOnesAreNot() {
        var c = ofType("huber_loss_param { delta: 2 }").bottom(2, 2).bottom(2, 2);
        assertThat(LossRig.loss(c, floats(1, 5, 0, -7), floats(0, 0, 2, 0)))
                .isCloseTo((float) ((0.5 + 2 * 4 + 2 + 2 * 6) / 2), within(1e-6f));
    }

    @Test
    void whatBelongsToClassesIsRefused() {
        assertThatThrownBy(
                        () ->
                                ofType("loss_param { class_weight: 1 }")
                                        .bottom(1, 1)
                                        .bottom(1, 1)
                                        .create())
                .hasMessageContaining("belong to losses of classes");
        assertThatThrownBy(() -> ofType("").bottom(2, 3).bottom(3, 2).create())
                .hasMessageContaining("takes two bottoms of one size");
    }
}
