package jdl.layer.loss;

import static jdl.layer.LayerCase.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;
import jdl.layer.LayerRig;
import org.junit.jupiter.api.Test;

class AccuracyLayerTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"Accuracy\"  }").bottom(7, 3).labels(0, 3, 7).gives(),
                layer("{type: \"Accuracy\" accuracy_param { top_k: 2 ignore_label: 1 } }")
                        .bottom(17, 4)
                        .labels(0, 4, 17),
                layer("{type: \"Accuracy\" top: [\"a\", \"c\"] accuracy_param { axis: 2 } }")
                        .bottom(2, 3, 4)
                        .labels(0, 4, 2, 3)
                        .gives()
                        .gives(4));
    }

    @Test
    void aTieCountsAgainstTheLabelAndSoDoesNaN() {
        assertThat(accuracy("", 1, 2, 2, 0)).isZero();
        assertThat(accuracy("", 1, 1, 2, 0)).isEqualTo(1);
        assertThat(accuracy("top_k: 2", 1, 2, 2, 0)).isEqualTo(1);
        assertThat(accuracy("", 1, 0, Float.NaN, 0)).isZero();
        assertThat(accuracy("", 1, Float.NaN, 5, 0)).isZero();
    }

    @Test
    void allIgnoredMeansNothingRight() {
        assertThat(accuracy("ignore_label: 1", 1, 0, 5, 0)).isZero();
    }

    @Test
    void theMostLikelyClassIsTheLabelWhereThereAreProbabilities() {
        var c = layer("{type: \"Accuracy\"}").bottom(2, 3).bottom(2, 3);
        var rig = new LayerRig(c, Kernels.plain(Workers.single()));
        float[] scores = {1, 5, 2, 4, 0, 3};
        float[] labels = {0.2f, 0.5f, 0.3f, 0.4f, 0, 0.6f};
        for (int i = 0; i < 6; i++) rig.inputs().get(0).data().set(i, scores[i]);
        for (int i = 0; i < 6; i++) rig.inputs().get(1).data().set(i, labels[i]);
        assertThat(rig.forward().tops().get(0)[0]).isEqualTo(0.5f);
    }

    @Test
    void moreBestThanClassesAreRefused() {
        assertThatThrownBy(() -> accuracy("top_k: 4", 1, 0, 0, 0))
                .hasMessageContaining("top_k must be 1 to 3");
    }

    private static float accuracy(String settings, float label, float... scores) {
        var c =
                layer("{type: \"Accuracy\" accuracy_param { " + settings + " } }")
                        .bottom(1, 3)
                        .labels(0, 3, 1);
        var rig = new LayerRig(c, Kernels.plain(Workers.single()));
        for (int i = 0; i < 3; i++) rig.inputs().get(0).data().set(i, scores[i]);
        rig.inputs().get(1).data().set(0, label);
        return rig.forward().tops().get(0)[0];
    }
}
