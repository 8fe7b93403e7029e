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

class HingeLossLayerTest implements LayerContract {

    /** The kinks lie at 1 and -1. */
    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"HingeLoss\"}").within(-0.9f, 0.9f, 3, 7).labels(0, 7, 3).gives(),
                layer("{type: \"HingeLoss\"}").within(1.1f, 2, 7, 3).labels(0, 3, 7),
                layer("{type: \"HingeLoss\"}").within(-2, -1.1f, 3, 2, 2, 1).labels(0, 4, 3),
                layer("{type: \"HingeLoss\" hinge_loss_param { norm: L2 } }")
                        .within(-0.9f, 0.9f, 17, 3)
                        .labels(0, 3, 17),
                layer(
                                "{type: \"HingeLoss\" hinge_loss_param { norm: L2 } loss_param {"
                                        + " ignore_label: 1 normalization: VALID class_weight: [1, 2, 3]"
                                        + " sample_weights: true } }")
                        .within(-0.9f, 0.9f, 7, 3)
                        .labels(0, 3, 7)
                        .within(0.5f, 2, 7));
    }

    @Test
    void eachClassIsHeldAgainstTheRest() {
        var x = floats(0.5, -2, 0, 3, 0.25, -0.5);
        var labels = floats(0, 2);
        var c = "{type: \"HingeLoss\" hinge_loss_param { norm: %s } }";
        double first = 0.5 + 0 + 1;
        double second = 4 + 1.25 + 1.5;
        assertThat(loss(c.formatted("L1"), x, labels))
                .isCloseTo((float) ((first + second) / 2), within(1e-6f));
        double squares = 0.25 + 1 + 16 + 1.5625 + 2.25;
        assertThat(loss(c.formatted("L2"), x, labels))
                .isCloseTo((float) (squares / 2), within(1e-5f));
    }

    private static float loss(String text, float[]... bottoms) {
        return LossRig.loss(layer(text).bottom(2, 3).labels(0, 3, 2), bottoms);
    }

    @Test
    void smoothedLabelsAreRefused() {
        assertThatThrownBy(() -> loss("{type: \"HingeLoss\" loss_param { label_smoothing: 0.1 } }"))
                .hasMessageContaining("takes no label_smoothing: a hinge");
    }
}
