package jdl.layer.loss;

import static jdl.layer.LayerCase.layer;
import static jdl.layer.loss.LossRig.WEIGHT;
import static jdl.layer.loss.LossRig.floats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;
import org.junit.jupiter.api.Test;

class MultinomialLogisticLossLayerTest implements LayerContract {

    private static final String TYPE = "type: \"MultinomialLogisticLoss\" ";

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{" + TYPE + "}").within(0.4f, 1, 3, 7).labels(0, 7, 3).gives(),
                layer("{" + TYPE + "}").within(0.4f, 1, 2, 2, 3, 1).labels(0, 6, 2),
                layer("{" + TYPE + "loss_param { label_smoothing: 0.2 ignore_label: 0 } }")
                        .within(0.4f, 1, 17, 3)
                        .labels(0, 3, 17),
                layer("{" + TYPE + "loss_param { sample_weights: true class_weight: [1, 3] } }")
                        .within(0.4f, 1, 16, 2)
                        .labels(0, 2, 16)
                        .within(0, 2, 16));
    }

    @Test
    void theLabelsProbabilityCountsAndNoneIsTakenAsZero() {
        var c = layer("{" + TYPE + "}").bottom(2, 2).labels(0, 2, 2);
        var rig = LossRig.of(c, floats(0.25, 0.75, 1, 0), floats(0, 1)).backward();
        double expected = (-Math.log(0.25) - Math.log(1e-20)) / 2;
        assertThat((double) rig.tops().get(0)[0]).isCloseTo(expected, within(1e-5));
        float[] slopes = rig.diffs().get(0);
        assertThat(slopes[0]).isCloseTo(-2 * WEIGHT, within(1e-5f));
        assertThat(slopes[1]).isZero();
        assertThat(slopes[3] / (-0.5e20f * WEIGHT)).isCloseTo(1, within(1e-5f));
    }
}
