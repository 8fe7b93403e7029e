package jdl.layer.normalization;

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

class InstanceNormTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: 'InstanceNorm'}").bottom(2, 3, 4, 4).gives(2, 3, 4, 4),
                layer("{type: 'InstanceNorm' instance_norm_param { affine: false eps: 0.1 }}")
                        .bottom(2, 2, 7),
                layer("{type: 'InstanceNorm'}").bottom(1, 3, 33));
    }

    @Test
    void eachChannelOfEachSampleHasMeanZeroAndVarianceOne() {
        var c =
                layer("{type: 'InstanceNorm' instance_norm_param { affine: false }}")
                        .within(3, 9, 2, 3, 4, 4);
        float[] y = new LayerRig(c, Kernels.plain(Workers.single())).forward().tops().get(0);
        for (int plane = 0; plane < 6; plane++) {
            double sum = 0;
            double squares = 0;
            for (int i = plane * 16; i < plane * 16 + 16; i++) {
                sum += y[i];
                squares += y[i] * y[i];
            }
            assertThat(sum / 16).isCloseTo(0, within(1e-5));
            assertThat(squares / 16).isCloseTo(1, within(1e-4));
        }
    }

    @Test
    void aBottomWithoutChannelsIsRefused() {
        assertThatThrownBy(() -> layer("{type: 'InstanceNorm'}").bottom(5).create())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("at least 2 axes");
    }
}
