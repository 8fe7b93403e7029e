package jdl.layer.loss;

import static jdl.layer.LayerCase.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;
import jdl.layer.LayerRig;
import org.junit.jupiter.api.Test;

class CTCLossLayerTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"CTCLoss\"}").bottom(5, 3, 7).labels(1, 7, 3, 2).gives(),
                layer("{type: \"CTCLoss\" ctc_loss_param { blank_label: -1 } }")
                        .bottom(7, 2, 3)
                        .labels(-1, 2, 2, 3),
                layer("{type: \"CTCLoss\" loss_param { normalization: VALID } }")
                        .bottom(4, 3, 3)
                        .labels(1, 3, 3, 3),
                layer("{type: \"CTCLoss\" loss_param { normalization: FULL } }")
                        .bottom(17, 2, 16)
                        .labels(1, 16, 2, 5)
                        .labels(9, 18, 2),
                layer("{type: \"CTCLoss\" loss_param { normalization: NONE } }")
                        .bottom(1, 2, 3)
                        .labels(1, 3, 2, 1));
    }

    @Test
    void theLossIsThatOfAllPathsTogether() {
        for (int blank = 0; blank < 3; blank++)
            for (int frames = 1; frames <= 5; frames++)
                for (List<Integer> labels : sequences(blank)) {
                    var rig = rig("ctc_loss_param { blank_label: " + blank + " }", frames, labels);
                    double chance = chance(rig, frames, labels, blank);
                    double expected = chance == 0 ? 0 : -Math.log(chance);
                    assertThat((double) rig.forward().tops().get(0)[0])
                            .as("%s in %d frames, blank %d", labels, frames, blank)
                            .isCloseTo(expected, within(1e-5 * Math.max(1, expected)));
                }
    }

    /** All sequences of up to three labels of three classes, without the blank. */
    private static List<List<Integer>> sequences(int blank) {
        var all = new ArrayList<List<Integer>>(List.of(List.of()));
        for (int from = 0; all.get(from).size() < 3; from++)
            for (int c = 0; c < 3; c++)
                if (c != blank) {
                    var longer = new ArrayList<>(all.get(from));
                    longer.add(c);
                    all.add(longer);
                }
        return all;
    }

    /** The probabilities of all paths that collapse to the labels, one by one. */
    private static double chance(LayerRig rig, int frames, List<Integer> labels, int blank) {
        double sum = 0;
        for (int path = 0; path < Math.pow(3, frames); path++) {
            var collapsed = new ArrayList<Integer>();
            double chance = 1;
            int before = blank;
            for (int t = 0, rest = path; t < frames; t++, rest /= 3) {
                int klass = rest % 3;
                if (klass != blank && (klass != before)) collapsed.add(klass);
                before = klass;
                chance *= softmax(rig, t, klass);
            }
            if (collapsed.equals(labels)) sum += chance;
        }
        return sum;
    }

    private static double softmax(LayerRig rig, int frame, int klass) {
        var x = rig.inputs().get(0).data();
        double sum = 0;
        for (int c = 0; c < 3; c++) sum += Math.exp(x.get(3 * frame + c));
        return Math.exp(x.get(3 * frame + klass)) / sum;
    }

    private static LayerRig rig(String settings, int frames, List<Integer> labels) {
        var c =
                layer("{type: \"CTCLoss\" " + settings + "}")
                        .bottom(frames, 1, 3)
                        .labels(1, 2, 1, 3);
        var rig = new LayerRig(c, Kernels.plain(Workers.single()));
        for (int i = 0; i < 3; i++)
            rig.inputs().get(1).data().set(i, i < labels.size() ? labels.get(i) : -1);
        return rig;
    }

    @Test
    void whatCannotBeAlignedCostsNothingAndGetsNoGradient() {
        var rig = rig("", 3, List.of(1, 1, 2)).backward();
        assertThat(rig.tops().get(0)).containsOnly(0);
        assertThat(rig.diffs().get(0)).containsOnly(0);
        assertThat(rig("", 4, List.of(1, 1, 2)).forward().tops().get(0)[0]).isPositive();
    }

    @Test
    void framesBeyondTheGivenNumberDoNotCount() {
        var c = layer("{type: \"CTCLoss\"}").bottom(4, 1, 3).labels(1, 3, 1, 2);
        var rig = new LayerRig(c.labels(2, 3, 1), Kernels.plain(Workers.single())).backward();
        float[] slopes = rig.diffs().get(0);
        for (int i = 0; i < 12; i++) assertThat(slopes[i] == 0).as("slope %d", i).isEqualTo(i >= 6);
    }

    @Test
    void aLongSequenceOfLargeScoresStaysFinite() {
        var c = layer("{type: \"CTCLoss\"}").within(-300, 300, 300, 1, 5).labels(1, 5, 1, 60);
        var rig = new LayerRig(c, Kernels.plain(Workers.single())).backward();
        assertThat(rig.tops().get(0)[0]).isBetween(1e3f, 1e5f);
        float[] slopes = rig.diffs().get(0);
        for (int t = 0; t < 300; t++) {
            double sum = 0;
            for (int i = 5 * t; i < 5 * t + 5; i++) {
                assertThat(slopes[i]).isBetween(-1.751f, 1.751f);
                sum += slopes[i];
            }
            assertThat(sum).isCloseTo(0, within(1e-4));
        }
    }

    @Test
    void brokenLabelsAndLengthsAreNamed() {
        for (int wrong : new int[] {0, 3, -2})
            assertThatThrownBy(() -> rig("", 3, List.of(1, wrong)).forward())
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("label " + wrong)
                    .extracting(e -> ((Failure) e).kind())
                    .isEqualTo(Failure.Kind.CORRUPT);
        var c = layer("{type: \"CTCLoss\"}").bottom(4, 1, 3).labels(1, 3, 1, 2).labels(5, 6, 1);
        assertThatThrownBy(() -> new LayerRig(c, Kernels.plain(Workers.single())).forward())
                .hasMessageContaining("sequence 0 has 5.0 frames, not 1 to 4");
    }

    @Test
    void bottomsThatDoNotFitAreRefused() {
        var c = layer("{type: \"CTCLoss\"}");
        assertThatThrownBy(() -> c.bottom(4, 3).labels(1, 3, 4).create())
                .hasMessageContaining("T×N×classes");
        assertThatThrownBy(() -> c.bottom(4, 2, 3).labels(1, 3, 3, 2).create())
                .hasMessageContaining("wants labels 2×L");
        assertThatThrownBy(() -> c.bottom(4, 2, 3).labels(1, 3, 2, 2).labels(1, 3, 3).create())
                .hasMessageContaining("number of frames for each of the 2");
        assertThatThrownBy(
                        () ->
                                layer("{type: \"CTCLoss\" ctc_loss_param { blank_label: 3 } }")
                                        .bottom(4, 2, 3)
                                        .labels(1, 3, 2, 2)
                                        .create())
                .hasMessageContaining("blank_label 3 is none of the 3");
        assertThatThrownBy(
                        () ->
                                layer("{type: \"CTCLoss\" loss_param { ignore_label: 1 } }")
                                        .bottom(4, 2, 3)
                                        .labels(1, 3, 2, 2)
                                        .create())
                .hasMessageContaining("takes no ignore_label");
    }
}
