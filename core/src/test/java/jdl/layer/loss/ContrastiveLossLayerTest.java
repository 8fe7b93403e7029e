package jdl.layer.loss;

import static jdl.layer.LayerCase.layer;
import static jdl.layer.loss.LossRig.WEIGHT;
import static jdl.layer.loss.LossRig.floats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;
import org.junit.jupiter.api.Test;

class ContrastiveLossLayerTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                ofType("margin: 9").within(0.2f, 1, 7, 3).within(-1, -0.2f, 7, 3).labels(0, 2, 7),
                ofType("margin: 0.3").within(0.2f, 1, 3, 7).within(-1, -0.2f, 3, 7).labels(0, 2, 3),
                ofType("")
                        .within(0.1f, 0.4f, 3, 3, 1, 1)
                        .within(-0.4f, -0.1f, 3, 3)
                        .labels(0, 1, 3),
                ofType("margin: 20 legacy_version: true")
                        .bottom(16, 2)
                        .within(-1, 1, 16, 2)
                        .labels(0, 2, 16, 1, 1, 1));
    }

    private static LayerCase ofType(String settings) {
        return layer("{type: \"ContrastiveLoss\" contrastive_loss_param { " + settings + " } }");
    }

    @Test
    void pairsThatAreAlikeAreDrawnTogetherAndOthersApart() {
        var a = floats(3, 4, 0.3, 0.4, 3, 4);
        var b = floats(0, 0, 0, 0, 0, 0);
        var sim = floats(1, 0, 0);
        assertThat(LossRig.loss(pairs("margin: 2"), a, b, sim))
                .isCloseTo((float) ((25 + 1.5 * 1.5 + 0) / 6), within(1e-5f));
        assertThat(LossRig.loss(pairs("margin: 2 legacy_version: true"), a, b, sim))
                .isCloseTo((float) ((25 + 1.75 + 0) / 6), within(1e-5f));
    }

    private static LayerCase pairs(String settings) {
        return ofType(settings).bottom(3, 2).bottom(3, 2).labels(0, 2, 3);
    }

    @Test
    void pairsOfTheSamePointGetNoGradientAndNoNaN() {
        var rig =
                LossRig.of(
                                pairs(""),
                                floats(1, 1, 1, 1, 1, 1),
                                floats(1, 1, 1, 1, 1, 1),
                                floats(0, 0, 1))
                        .backward();
        assertThat(rig.diffs().get(0)).containsOnly(0);
        assertThat(rig.tops().get(0)[0]).isCloseTo(2 / 6f, within(1e-6f));
    }

    @Test
    void theLegacyPushHasTheStrengthOfTheDistance() {
        var rig =
                LossRig.of(
                                pairs("legacy_version: true"),
                                floats(0.5, 0, 2, 0, 0, 0),
                                floats(0, 0, 0, 0, 0, 0),
                                floats(0, 0, 0))
                        .backward();
        assertThat(rig.diffs().get(0))
                .containsExactly(floats(-WEIGHT / 6, 0, 0, 0, 0, 0), within(1e-6f));
    }

    @Test
    void whatIsNoPairIsRefused() {
        assertThatThrownBy(() -> ofType("").bottom(3, 4).bottom(3, 5).labels(0, 2, 3).create())
                .hasMessageContaining("same N vectors, N×C, but got 3×4 and 3×5");
        assertThatThrownBy(
                        () -> ofType("").bottom(3, 4, 2).bottom(3, 4, 2).labels(0, 2, 3).create())
                .hasMessageContaining("same N vectors");
        assertThatThrownBy(() -> ofType("").bottom(3, 4).bottom(3, 4).labels(0, 2, 4).create())
                .hasMessageContaining("a number for each of the 3 pairs");
        assertThatThrownBy(
                        () ->
                                LossRig.loss(
                                        pairs(""), floats(0), floats(0), floats(0, Float.NaN, 1)))
                .hasMessageContaining("pair 1 is NaN")
                .extracting(e -> ((Failure) e).kind())
                .isEqualTo(Failure.Kind.CORRUPT);
    }
}
