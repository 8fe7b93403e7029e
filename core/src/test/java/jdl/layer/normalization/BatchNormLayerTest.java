package jdl.layer.normalization;

import static jdl.layer.LayerCase.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;
import jdl.layer.LayerRig;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;

class BatchNormLayerTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"BatchNorm\"}").bottom(4, 3).gives(4, 3),
                layer("{type: \"BatchNorm\"}").bottom(7),
                layer("{type: \"BatchNorm\"}").bottom(2, 3, 4, 4),
                layer("{type: \"BatchNorm\"}").bottom(2, 3, 17).testing(),
                layer("{type: \"BatchNorm\" batch_norm_param { use_global_stats: true }}")
                        .bottom(2, 3, 16),
                layer(
                                "{type: \"BatchNorm\" batch_norm_param { use_global_stats: false"
                                        + " moving_average_fraction: 0.7 eps: 0.1 }}")
                        .bottom(2, 2, 33)
                        .testing(),
                layer("{type: \"BatchNorm\" batch_norm_param { affine: true }}").bottom(3, 5, 7),
                layer("{type: \"BatchNorm\" batch_norm_param { affine: true }}")
                        .bottom(3, 17, 1)
                        .testing());
    }

    @Test
    void theBatchJoinsWhatWasGathered() {
        var rig =
                new LayerRig(
                        layer(
                                        "{type: \"BatchNorm\" batch_norm_param {"
                                                + " moving_average_fraction: 0.5 }}")
                                .bottom(4, 1),
                        Kernels.plain(Workers.single()));
        float[] x = rig.inputs().get(0).data().toArray();
        double mean = (x[0] + x[1] + x[2] + x[3]) / 4;
        double squares = 0;
        for (float value : x) squares += (value - mean) * (value - mean);
        float[] before = first(rig);
        rig.forward();
        float[] after = first(rig);
        assertThat(after[0]).isCloseTo((float) (before[0] / 2 + mean), within(1e-6f));
        assertThat(after[1]).isCloseTo((float) (before[1] / 2 + squares / 3), within(1e-6f));
        assertThat(after[2]).isEqualTo(before[2] / 2 + 1);
    }

    @Test
    void affineScalesAndShiftsWhatIsNormalised() {
        for (int[] shape : new int[][] {{2, 2}, {2, 2, 1, 1}, {1, 2, 2}}) {
            var rig =
                    rig(
                            layer(
                                            "{type: 'BatchNorm' batch_norm_param {"
                                                    + " affine: true eps: 0.25 }}")
                                    .bottom(shape));
            boolean together = shape[0] == 1;
            // channels {1, 4} and {0, 2}: means 2.5 and 1, variances 2.25 and 1
            set(rig.inputs().get(0).data(), together ? floats(1, 4, 0, 2) : floats(1, 0, 4, 2));
            set(rig.inputs().get(4).data(), 2, 3);
            set(rig.inputs().get(5).data(), 10, 20);
            float first = (float) (2 * 1.5 / Math.sqrt(2.5));
            float second = (float) (3 / Math.sqrt(1.25));
            float[] expected =
                    together
                            ? floats(10 - first, 10 + first, 20 - second, 20 + second)
                            : floats(10 - first, 20 - second, 10 + first, 20 + second);
            assertThat(rig.forward().tops().get(0))
                    .usingComparatorWithPrecision(1e-5f)
                    .containsExactly(expected);
        }
    }

    @Test
    void aChannelFarFromZeroIsNormalisedAsExactlyAsFloatsCan() {
        int size = 512;
        for (int[] shape : new int[][] {{size, 1}, {2, 1, size / 2}}) {
            var rig = rig(layer("{type: 'BatchNorm'}").bottom(shape));
            Tensor x = rig.inputs().get(0).data();
            for (int i = 0; i < size; i++) x.set(i, 1000 + (i % 2 == 0 ? -1 : 1));
            float[] y = rig.forward().tops().get(0);
            for (int i = 0; i < size; i++)
                assertThat((double) y[i])
                        .isCloseTo((i % 2 == 0 ? -1 : 1) / Math.sqrt(1.00001), within(1e-6));
        }
    }

    /** As in Caffe: mean and variance count as 0, and eps alone divides. */
    @Test
    void withNothingGatheredXIsDividedByTheRootOfEps() {
        var rig =
                rig(
                        layer("{type: 'BatchNorm' batch_norm_param { eps: 0.25 }}")
                                .bottom(2, 1)
                                .testing());
        set(rig.inputs().get(0).data(), 3, -5);
        rig.rewritten(2, 0);
        assertThat(rig.forward().tops().get(0)).containsExactly(6, -10);
        assertThat(rig.backward().diffs().get(0)).containsExactly(12, -20);
    }

    private static LayerRig rig(LayerCase c) {
        return new LayerRig(c, Kernels.plain(Workers.single()));
    }

    private static float[] floats(float... values) {
        return values;
    }

    private static void set(Tensor x, float... values) {
        for (int i = 0; i < values.length; i++) x.set(i, values[i]);
    }

    /** Of mean, variance and weight. */
    private static float[] first(LayerRig rig) {
        var memory = rig.memory();
        return new float[] {memory.get(0).get(0), memory.get(1).get(0), memory.get(2).get(0)};
    }
}
