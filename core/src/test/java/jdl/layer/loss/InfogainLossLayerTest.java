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

/** With the matrix as a bottom; that of a file is read in jdl.data. */
class InfogainLossLayerTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                ofType("").bottom(3, 7).labels(0, 7, 3).within(0, 1, 7, 7).gives(),
                ofType("infogain_loss_param { axis: -1 } loss_param { ignore_label: 1 }")
                        .bottom(2, 4, 3)
                        .labels(0, 3, 2, 4)
                        .within(-1, 1, 1, 1, 3, 3),
                ofType("top: [\"loss\", \"p\"] loss_param { normalization: BATCH_SIZE }")
                        .bottom(2, 3, 2, 2)
                        .labels(0, 3, 2, 1, 2, 2)
                        .within(0, 1, 9)
                        .gives()
                        .gives(2, 3, 2, 2),
                ofType(
                                "loss_param { label_smoothing: 0.3 class_weight: [1, 2, 3]"
                                        + " sample_weights: true }")
                        .bottom(17, 3)
                        .labels(0, 3, 17)
                        .within(0, 1, 3, 3)
                        .within(0.5f, 2, 17));
    }

    private static LayerCase ofType(String settings) {
        return layer("{type: \"InfogainLoss\" " + settings + "}");
    }

    @Test
    void eachAnswerIsWorthWhatTheMatrixSays() {
        var c = ofType("").bottom(1, 2).labels(0, 2, 1).bottom(2, 2);
        double p = 1 / (1 + Math.exp(-1));
        assertThat((double) LossRig.loss(c, floats(1, 0), floats(1), floats(9, 9, 0.25, 2)))
                .isCloseTo(-0.25 * Math.log(p) - 2 * Math.log(1 - p), within(1e-6));
    }

    @Test
    void theUnitMatrixMakesItSoftmaxWithLossSmoothedOrNot() {
        for (String smoothing : new String[] {"", "loss_param { label_smoothing: 0.3 }"}) {
            var x = floats(1, -2, 0.5, 3, 2, 1);
            var infogain = ofType(smoothing).bottom(2, 3).labels(0, 3, 2).bottom(3, 3);
            var softmax = layer("{type: \"SoftmaxWithLoss\" " + smoothing + "}");
            var unit = floats(1, 0, 0, 0, 1, 0, 0, 0, 1);
            var one = LossRig.of(infogain, x, floats(1, 2), unit).backward();
            var other =
                    LossRig.of(softmax.bottom(2, 3).labels(0, 3, 2), x, floats(1, 2)).backward();
            assertThat(one.tops().get(0)).containsExactly(other.tops().get(0), within(1e-6f));
            assertThat(one.diffs().get(0)).containsExactly(other.diffs().get(0), within(1e-6f));
        }
    }

    @Test
    void theImpossibleCostsNoMoreThanCaffesFloorAllows() {
        var c = ofType("").bottom(1, 2).labels(0, 2, 1).bottom(2, 2);
        assertThat(LossRig.loss(c, floats(0, 1000), floats(0), floats(1, 0, 0, 1)))
                .isCloseTo((float) -Math.log(1e-20), within(1e-4f));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> ofType("").bottom(1, 2).labels(0, 2, 1).create())
                .hasMessageContaining("name its file in infogain_loss_param.source");
        assertThatThrownBy(() -> ofType("").bottom(1, 2).labels(0, 2, 1).bottom(3, 3).create())
                .hasMessageContaining("wants an infogain matrix of 2×2");
        assertThatThrownBy(
                        () ->
                                ofType("loss_param { normalize: true }")
                                        .bottom(1, 2)
                                        .labels(0, 2, 1)
                                        .bottom(2, 2)
                                        .create())
                .hasMessageContaining("write normalization");
    }
}
