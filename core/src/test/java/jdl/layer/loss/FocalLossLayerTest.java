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

class FocalLossLayerTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                ofType("").bottom(3, 7).labels(0, 7, 3).gives(),
                ofType("focal_loss_param { gamma: 0.5 alpha: 0.25 axis: -1 }")
                        .bottom(2, 3, 16)
                        .labels(0, 16, 2, 3),
                ofType("focal_loss_param { gamma: 1 } loss_param { ignore_label: 0 }")
                        .bottom(17, 3)
                        .labels(0, 3, 17),
                ofType("loss_param { class_weight: [1, 2, 4] sample_weights: true }")
                        .bottom(2, 3, 2, 2)
                        .labels(0, 3, 2, 2, 2)
                        .within(0.5f, 2, 2));
    }

    private static LayerCase ofType(String settings) {
        return layer("{type: \"FocalLoss\" " + settings + "}");
    }

    @Test
    void easySamplesCountLess() {
        var c = ofType("focal_loss_param { gamma: 3 alpha: 0.5 }").bottom(1, 2).labels(0, 2, 1);
        double p = 1 / (1 + Math.exp(-2));
        assertThat((double) LossRig.loss(c, floats(2, 0), floats(0)))
                .isCloseTo(-0.5 * Math.pow(1 - p, 3) * Math.log(p), within(1e-8));
        assertThat((double) LossRig.loss(c, floats(0, 2), floats(0)))
                .isCloseTo(-0.5 * Math.pow(p, 3) * Math.log(1 - p), within(1e-6));
    }

    @Test
    void withoutGammaItIsSoftmaxWithLoss() {
        var x = floats(1, -2, 0.5, 3, 2, 1);
        var focal = ofType("focal_loss_param { gamma: 0 }").bottom(2, 3).labels(0, 3, 2);
        var softmax = layer("{type: \"SoftmaxWithLoss\"}").bottom(2, 3).labels(0, 3, 2);
        var one = LossRig.of(focal, x, floats(1, 2)).backward();
        var other = LossRig.of(softmax, x, floats(1, 2)).backward();
        assertThat(one.tops().get(0)).containsExactly(other.tops().get(0), within(1e-6f));
        assertThat(one.diffs().get(0)).containsExactly(other.diffs().get(0), within(1e-6f));
    }

    @Test
    void surenessOfAnyKindStaysFinite() {
        for (double gamma : new double[] {0, 0.5, 1, 2})
            for (int label = 0; label < 2; label++) {
                var c = ofType("focal_loss_param { gamma: " + gamma + " }");
                var rig =
                        LossRig.of(
                                        c.bottom(1, 2).labels(0, 2, 1),
                                        floats(1000, -1000),
                                        floats(label))
                                .backward();
                assertThat(rig.tops().get(0)[0]).isCloseTo(2000 * label, within(1e-3f));
                assertThat(rig.diffs().get(0)[1]).isCloseTo(-1.75f * label, within(1e-5f));
            }
    }

    @Test
    void smoothedLabelsAreRefused() {
        var c = ofType("loss_param { label_smoothing: 0.1 }").bottom(1, 2).labels(0, 2, 1);
        assertThatThrownBy(c::create).hasMessageContaining("takes no label_smoothing");
    }
}
