package jdl.layer.loss;

import static jdl.layer.LayerCase.layer;
import static jdl.layer.loss.LossRig.WEIGHT;
import static jdl.layer.loss.LossRig.floats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import jdl.layer.LayerCase;
import org.junit.jupiter.api.Test;

/** What loss_param says of weights, as SoftmaxWithLoss shows it. */
class RowWeightsTest {

    private static final double P = 1 / (1 + Math.exp(-2));
    private static final float[] X = floats(2, 0, 0, 2, 2, 0);
    private static final float[] LABELS = floats(0, 0, 1);
    private static final double SURE = -Math.log(P);
    private static final double WRONG = -Math.log(1 - P);

    private static LayerCase ofType(String settings) {
        return layer("{type: \"SoftmaxWithLoss\" loss_param { " + settings + " } }")
                .bottom(3, 2)
                .labels(0, 2, 3);
    }

    private static void check(double loss, String settings, float[]... weights) {
        var c = weights.length == 0 ? ofType(settings) : ofType(settings).bottom(3);
        float actual =
                weights.length == 0
                        ? LossRig.loss(c, X, LABELS)
                        : LossRig.loss(c, X, LABELS, weights[0]);
        assertThat((double) actual).isCloseTo(loss, within(1e-6));
    }

    @Test
    void validDividesByTheSumOfTheWeightsThatCount() {
        double sum = SURE + WRONG + 0.25 * WRONG;
        check(sum / 2.25, "class_weight: [1, 0.25]");
        check(sum / 3, "class_weight: [1, 0.25] normalization: FULL");
        check(sum, "class_weight: [1, 0.25] normalization: NONE");
        check(WRONG, "class_weight: [1, 0.25] ignore_label: 0");
    }

    @Test
    void weightsOfSamplesAndClassesAreMultiplied() {
        double sum = 0.1 * SURE + 2 * WRONG + 3 * 0.5 * WRONG;
        String both = "sample_weights: true class_weight: [1, 0.5]";
        check(sum / 3.6, both, floats(0.1, 2, 3));
        check(sum / 3, both + " normalization: BATCH_SIZE", floats(0.1, 2, 3));
        check(0, both, floats(0, 0, 0));
    }

    @Test
    void aWeightScalesTheGradientOfItsRow() {
        var c = ofType("sample_weights: true normalization: NONE").bottom(3);
        float[] slopes = LossRig.of(c, X, LABELS, floats(0, 1, 3)).backward().diffs().get(0);
        double p = WEIGHT * P;
        assertThat(slopes).containsExactly(floats(0, 0, -p, p, 3 * p, -3 * p), within(1e-5f));
    }

    @Test
    void weightsOfOneChangeNoBit() {
        var plain = LossRig.of(ofType(""), X, LABELS).backward();
        var c = ofType("sample_weights: true class_weight: [1, 1]").bottom(3);
        var weighted = LossRig.of(c, X, LABELS, floats(1, 1, 1)).backward();
        assertThat(weighted.tops().get(0)).isEqualTo(plain.tops().get(0));
        assertThat(weighted.diffs().get(0)).isEqualTo(plain.diffs().get(0));
    }

    @Test
    void aWeightOfAnItemIsThatOfAllItsPlaces() {
        var c =
                layer(
                                "{type: \"SoftmaxWithLoss\" loss_param { sample_weights: true"
                                        + " normalization: NONE } }")
                        .bottom(2, 2, 2)
                        .labels(0, 2, 2, 2);
        var x = floats(2, 2, 0, 0, 0, 2, 2, 0);
        var labels = floats(0, 0, 0, 0);
        double expected = 3 * 2 * SURE + 5 * (WRONG + SURE);
        assertThat((double) LossRig.loss(c.bottom(2), x, labels, floats(3, 5)))
                .isCloseTo(expected, within(1e-5));
        assertThat((double) LossRig.loss(c.bottom(2, 2), x, labels, floats(3, 3, 5, 5)))
                .isCloseTo(expected, within(1e-5));
    }

    @Test
    void smoothingSpreadsTheLabelOverTheClasses() {
        double soft = 0.8 * SURE + 0.2 * WRONG;
        double hard = 0.8 * WRONG + 0.2 * SURE;
        check((soft + 2 * hard) / 3, "label_smoothing: 0.4");
    }

    @Test
    void whatDoesNotFitIsRefused() {
        refused("wants a class_weight for each of the 2", ofType("class_weight: 1"));
        refused("0 or more, but got -1", ofType("class_weight: [1, -1]"));
        refused("takes 3 bottoms with sample_weights", ofType("sample_weights: true"));
        refused("sample_weights: true }), but got 3", ofType("").bottom(3));
        refused(
                "one sample weight for each of the 3 samples, but the last bottom is 2",
                ofType("sample_weights: true").bottom(2));
        refused("label_smoothing must be in [0, 1)", ofType("label_smoothing: 1"));
    }

    private static void refused(String message, LayerCase c) {
        assertThatThrownBy(c::create).hasMessageContaining(message);
    }
}
