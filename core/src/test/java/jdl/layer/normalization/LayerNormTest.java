package jdl.layer.normalization;

import static jdl.layer.LayerCase.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;
import jdl.layer.LayerRig;
import org.junit.jupiter.api.Test;

class LayerNormTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: 'LayerNorm'}").bottom(3, 7).gives(3, 7),
                layer("{type: 'LayerNorm' layer_norm_param { affine: false eps: 0.01 }}")
                        .bottom(2, 16),
                layer("{type: 'LayerNorm' layer_norm_param { axis: 1 }}").bottom(2, 3, 5),
                layer("{type: 'LayerNorm' layer_norm_param { axis: 0 }}").bottom(2, 9),
                layer("{type: 'LayerNorm'}").bottom(2, 2, 17),
                layer("{type: 'LayerNorm'}").bottom(2, 33));
    }

    @Test
    void eachRowHasMeanZeroAndVarianceOne() {
        var c = layer("{type: 'LayerNorm' layer_norm_param { affine: false }}").bottom(5, 33);
        float[] y = new LayerRig(c, Kernels.plain(Workers.single())).forward().tops().get(0);
        for (int row = 0; row < 5; row++) {
            double sum = 0;
            double squares = 0;
            for (int i = row * 33; i < row * 33 + 33; i++) {
                sum += y[i];
                squares += y[i] * y[i];
            }
            assertThat(sum / 33).isCloseTo(0, within(1e-6));
            assertThat(squares / 33).isCloseTo(1, within(1e-4));
        }
    }

    @Test
    void anAxisOutsideOfTheBottomIsRefused() {
        assertThatThrownBy(
                        () ->
                                layer("{type: 'LayerNorm' layer_norm_param { axis: 4 }}")
                                        .bottom(2, 3)
                                        .create())
                .hasMessageContaining("axis 4");
    }
}
