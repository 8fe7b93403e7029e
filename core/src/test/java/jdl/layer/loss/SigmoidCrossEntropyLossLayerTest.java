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

class SigmoidCrossEntropyLossLayerTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                ofType("").bottom(3, 7).within(0, 1, 3, 7).gives(),
                ofType("loss_param { normalization: VALID ignore_label: 1 }")
                        .bottom(17)
                        .labels(0, 2, 17),
                ofType("loss_param { normalization: FULL ignore_label: -1 }")
                        .bottom(2, 3, 2, 2)
                        .labels(-1, 2, 2, 3, 2, 2),
                ofType("loss_param { normalize: true label_smoothing: 0.2 }")
                        .bottom(1, 16)
                        .within(0, 1, 1, 16),
                ofType(
                                "loss_param { class_weight: [1, 2, 3] sample_weights: true"
                                        + " normalization: VALID }")
                        .bottom(2, 3, 3)
                        .within(0, 1, 2, 9)
                        .within(0.5f, 2, 2),
                ofType("loss_param { sample_weights: true normalization: NONE }")
                        .bottom(2, 3)
                        .within(0, 1, 2, 3)
                        .within(0.5f, 2, 2, 3));
    }

    private static LayerCase ofType(String settings) {
        return layer("{type: \"SigmoidCrossEntropyLoss\" " + settings + "}");
    }

    @Test
    void theLossIsTheCrossEntropyAndLargeScoresDoNotOverflow() {
        var c = ofType("").bottom(1, 3).bottom(1, 3);
        assertThat(LossRig.loss(c, floats(2, -1000, 1000), floats(0.25, 1, 1)))
                .isCloseTo((float) (Math.log1p(Math.exp(2)) - 0.5 + 1000), within(1e-4f));
    }

    @Test
    void aTargetIsIgnoredByItsWholePartAsInCaffe() {
        var c =
                ofType("loss_param { ignore_label: 0 normalization: VALID }")
                        .bottom(3, 1)
                        .bottom(3, 1);
        assertThat(LossRig.loss(c, floats(5, 0, 3), floats(0.9, 1, -0.5)))
                .isCloseTo((float) Math.log(2), within(1e-6f));
    }

    @Test
    void weightsAndSmoothingAreThoseOfTheFormula() {
        var c =
                ofType(
                                "loss_param { class_weight: [1, 3] sample_weights: true"
                                        + " label_smoothing: 0.5 normalization: VALID }")
                        .bottom(1, 2)
                        .bottom(1, 2)
                        .bottom(1);
        double first = Math.log1p(Math.exp(1)) - 0.75;
        double second = 3 * (Math.log1p(Math.exp(2)) - 2 * 0.25);
        assertThat(LossRig.loss(c, floats(1, 2), floats(1, 0), floats(0.5)))
                .isCloseTo((float) ((first + second) / 4), within(1e-5f));
    }

    @Test
    void bottomsOfTwoSizesAreRefused() {
        assertThatThrownBy(() -> ofType("").bottom(3, 2).bottom(2, 3).create())
                .hasMessageContaining("wants a target for each score in 3×2, but got 2×3");
        assertThatThrownBy(() -> ofType("").bottom(3, 2).bottom(3, 3).create())
                .hasMessageContaining("wants a target");
    }
}
