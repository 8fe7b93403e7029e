package jdl.layer.loss;

import static jdl.layer.LayerCase.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;
import jdl.layer.LayerRig;
import org.junit.jupiter.api.Test;

class SoftmaxWithLossLayerTest implements LayerContract {

    private static final String PLAIN = "{type: \"SoftmaxWithLoss\"}";

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"SoftmaxWithLoss\"  }").bottom(3, 7).labels(0, 7, 3),
                layer("{type: \"SoftmaxWithLoss\"  }").bottom(2, 3, 2, 4).labels(0, 3, 2, 1, 2, 4),
                layer("{type: \"SoftmaxWithLoss\" softmax_param { axis: 2 } }")
                        .bottom(2, 4, 3)
                        .labels(0, 3, 2, 4),
                layer("{type: \"SoftmaxWithLoss\" loss_param { ignore_label: 1 } }")
                        .bottom(7, 3)
                        .labels(0, 3, 7),
                layer(
                                "{type: \"SoftmaxWithLoss\" loss_param { ignore_label: -1 normalization: FULL } }")
                        .bottom(7, 3)
                        .labels(-1, 3, 7),
                layer("{type: \"SoftmaxWithLoss\" loss_param { normalization: NONE } }")
                        .bottom(3, 5, 2)
                        .labels(0, 5, 3, 2),
                layer(
                                "{type: \"SoftmaxWithLoss\" loss_param { normalize: false ignore_label: 0 } }")
                        .bottom(3, 5, 2)
                        .labels(0, 5, 3, 2),
                layer(
                                "{type: \"SoftmaxWithLoss\" loss_param { label_smoothing: 0.1"
                                        + " class_weight: [1, 2, 0.5] sample_weights: true } }")
                        .bottom(2, 3, 2, 4)
                        .labels(0, 3, 2, 2, 4)
                        .within(0.5f, 2, 2),
                layer("{type: \"SoftmaxWithLoss\" }").bottom(3, 7).within(0, 1, 3, 7),
                layer("{type: \"SoftmaxWithLoss\" }").bottom(3, 5, 1, 1).within(0, 1, 3, 5),
                layer(
                                "{type: \"SoftmaxWithLoss\" loss_param { label_smoothing: 0.1"
                                        + " sample_weights: true } }")
                        .bottom(2, 3, 2, 4)
                        .within(0, 1, 2, 3, 2, 4)
                        .within(0.5f, 2, 2),
                layer("{type: \"SoftmaxWithLoss\" top: [\"loss\", \"p\"]  }")
                        .bottom(3, 16)
                        .labels(0, 16, 3)
                        .gives()
                        .gives(3, 16));
    }

    @Test
    void lossOfTheImpossibleIsCapped() {
        assertThat(loss(layer("{type: \"SoftmaxWithLoss\"}"), 0, 0, 1000))
                .isCloseTo(87.3365f, within(1e-4f));
    }

    @Test
    void aLabelOutsideOfTheClassesIsNamed() {
        var c = layer("{type: \"SoftmaxWithLoss\"}");
        for (float label : new float[] {2, -1, Float.NaN})
            assertThatThrownBy(() -> loss(c, label, 0, 0))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("none of the 2 classes 0 to 1")
                    .extracting(e -> ((Failure) e).kind())
                    .isEqualTo(Failure.Kind.CORRUPT);
        assertThatThrownBy(() -> loss(c, 12, 0, 0)).hasMessageContaining("label 12 of row 0");
    }

    @Test
    void probabilitiesInPlaceOfLabelsAreWeighed() {
        float first = loss(layer(PLAIN), 0, 1, 3);
        float second = loss(layer(PLAIN), 1, 1, 3);
        assertThat(lossOf(layer(PLAIN), 1, 0)).isEqualTo(first);
        assertThat(lossOf(layer(PLAIN), 0, 1)).isEqualTo(second);
        assertThat(lossOf(layer(PLAIN), 0.25f, 0.75f))
                .isCloseTo(0.25f * first + 0.75f * second, within(1e-6f));
    }

    @Test
    void whatIsNoProbabilityIsNamed() {
        assertThatThrownBy(() -> lossOf(layer(PLAIN), 1, -0.5f))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("label -0.5 of class 1 in row 0 is no probability");
        assertThatThrownBy(() -> lossOf(layer(PLAIN), Float.NaN, 1))
                .hasMessageContaining("no probability");
    }

    @Test
    void settingsThatNeedALabelAreRefusedBesideProbabilities() {
        for (String setting : new String[] {"ignore_label: 1", "class_weight: [1, 2]"}) {
            var c = layer("{type: \"SoftmaxWithLoss\" loss_param { " + setting + " } }");
            assertThatThrownBy(() -> c.bottom(3, 2).bottom(3, 2).create())
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("no ignore_label or class_weight");
        }
    }

    @Test
    void labelsThatDoNotMatchAreRefused() {
        var c = layer("{type: \"SoftmaxWithLoss\"}").bottom(3, 4);
        assertThatThrownBy(() -> c.labels(0, 4, 2).create())
                .hasMessageContaining("one label for each of the 3");
        assertThatThrownBy(() -> c.labels(0, 4, 3, 2).create())
                .hasMessageContaining("one label for each of the 3");
    }

    /** The loss of scores 1 and 3. */
    private static float lossOf(LayerCase c, float... probabilities) {
        var rig = new LayerRig(c.bottom(1, 2).bottom(1, 2), Kernels.plain(Workers.single()));
        for (int i = 0; i < 2; i++) rig.inputs().get(0).data().set(i, 1 + 2 * i);
        for (int i = 0; i < 2; i++) rig.inputs().get(1).data().set(i, probabilities[i]);
        return rig.forward().tops().get(0)[0];
    }

    private static float loss(LayerCase c, float label, float... scores) {
        var one = c.bottom(1, 2).labels(0, 2, 1);
        var rig = new LayerRig(one, Kernels.plain(Workers.single()));
        for (int i = 0; i < 2; i++) rig.inputs().get(0).data().set(i, scores[i]);
        rig.inputs().get(1).data().set(0, label);
        return rig.forward().tops().get(0)[0];
    }
}
