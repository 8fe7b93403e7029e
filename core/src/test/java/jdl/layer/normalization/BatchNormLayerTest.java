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

    /** Of mean, variance and weight. */
    private static float[] first(LayerRig rig) {
        var memory = rig.memory();
        return new float[] {memory.get(0).get(0), memory.get(1).get(0), memory.get(2).get(0)};
    }
}
