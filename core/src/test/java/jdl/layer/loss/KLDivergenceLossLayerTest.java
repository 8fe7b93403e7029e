package jdl.layer.loss;

import static jdl.layer.LayerCase.layer;
import static jdl.layer.loss.LossRig.floats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;
import org.junit.jupiter.api.Test;

class KLDivergenceLossLayerTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                ofType("").bottom(3, 7).within(0, 1, 3, 7).gives(),
                ofType("kl_divergence_loss_param { axis: 2 temperature: 3 target_scores: true }")
                        .bottom(2, 3, 16)
                        .bottom(2, 3, 16),
                ofType(
                                "kl_divergence_loss_param { temperature: 0.5 }"
                                        + " loss_param { normalization: FULL }")
                        .bottom(2, 3, 3)
                        .within(0, 0.5f, 2, 3, 3),
                ofType(
                                "kl_divergence_loss_param { target_scores: true }"
                                        + " loss_param { normalization: NONE }")
                        .bottom(1, 17)
                        .bottom(1, 17));
    }

    private static LayerCase ofType(String settings) {
        return layer("{type: \"KLDivergenceLoss\" " + settings + "}");
    }

    @Test
    void theLossIsTheDivergenceOfTheSoftmaxFromTheTargets() {
        var c = ofType("").bottom(1, 3).bottom(1, 3);
        double e = Math.E;
        double p = e / (e + 2);
        double rest = 1 / (e + 2);
        double expected = 0.5 * Math.log(0.5 / p) + 0.5 * Math.log(0.5 / rest);
        assertThat((double) LossRig.loss(c, floats(1, 0, 0), floats(0.5, 0.5, 0)))
                .isCloseTo(expected, within(1e-6));
    }

    @Test
    void aTeachersScoresAreSoftenedByTheSameTemperature() {
        var soft = "kl_divergence_loss_param { temperature: %s target_scores: true }";
        var warm = ofType(soft.formatted(4)).bottom(1, 3).bottom(1, 3);
        var cold = ofType(soft.formatted(1)).bottom(1, 3).bottom(1, 3);
        float expected = 16 * LossRig.loss(cold, floats(0.5, 1, -1), floats(1, 0, 0.25));
        assertThat(LossRig.loss(warm, floats(2, 4, -4), floats(4, 0, 1)))
                .isCloseTo(expected, within(1e-5f));
        assertThat(LossRig.loss(warm, floats(2, 4, -4), floats(102, 104, 96)))
                .isCloseTo(0, within(1e-5f));
    }

    @Test
    void farScoresStayFinite() {
        var c = ofType("").bottom(1, 2).bottom(1, 2);
        var rig = LossRig.of(c, floats(1000, -1000), floats(0, 1)).backward();
        assertThat(rig.tops().get(0)[0]).isEqualTo(2000);
        assertThat(rig.diffs().get(0)).containsExactly(1.75f, -1.75f);
    }

    @Test
    void aNegativeTargetIsNoProbability() {
        var c = ofType("").bottom(1, 2).bottom(1, 2);
        assertThatThrownBy(() -> LossRig.loss(c, floats(1, 0), floats(-0.5, 1)))
                .hasMessageContaining("target -0.5 is no probability")
                .extracting(e -> ((Failure) e).kind())
                .isEqualTo(Failure.Kind.CORRUPT);
    }
}
