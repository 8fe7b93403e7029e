package jdl.layer.activation;

import static jdl.layer.LayerCase.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;
import jdl.layer.LayerRig;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ScaleLayerTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"Scale\"}").bottom(2, 3, 7).gives(2, 3, 7),
                layer("{type: \"Scale\" scale_param { bias_term: true }}").bottom(2, 17),
                layer("{type: \"Scale\" scale_param { axis: -1 bias_term: true }}")
                        .bottom(2, 3, 16),
                layer("{type: \"Scale\" scale_param { axis: 1 num_axes: 2 }}").bottom(2, 3, 2, 3),
                layer("{type: \"Scale\" scale_param { axis: 0 num_axes: -1 bias_term: true }}")
                        .bottom(3, 11),
                layer("{type: \"Scale\" scale_param { num_axes: 0 bias_term: true }}")
                        .bottom(1, 33),
                layer("{type: \"Scale\"}").bottom(2, 3, 4).bottom(3),
                layer("{type: \"Scale\" scale_param { axis: 0 bias_term: true }}")
                        .bottom(2, 3, 4)
                        .bottom(2, 3),
                layer("{type: \"Scale\"}").bottom(2, 3).bottom());
    }

    @Test
    void eachChannelIsMultipliedByItsFactorAndMovedByItsBias() {
        var rig = rig(layer("{type: \"Scale\" scale_param { bias_term: true }}").bottom(1, 2, 2));
        set(rig.inputs().get(0).data(), 1, 2, 3, 4);
        set(rig.inputs().get(1).data(), 2, -1);
        set(rig.inputs().get(2).data(), 10, 20);
        assertThat(rig.forward().tops().get(0)).containsExactly(12, 14, 17, 16);
        // dy = y: dx = factor dy; dfactor = Σ x dy; dbias = Σ dy
        List<float[]> diffs = rig.backward().diffs();
        assertThat(diffs.get(0)).containsExactly(24, 28, -17, -16);
        assertThat(diffs.get(1)).containsExactly(12 + 28, 51 + 64);
        assertThat(diffs.get(2)).containsExactly(26, 33);
    }

    @Test
    void aSecondBottomIsTheFactorOfTheFirstAxes() {
        var rig = rig(layer("{type: \"Scale\" scale_param { axis: 0 }}").bottom(2, 2).bottom(2));
        set(rig.inputs().get(0).data(), 1, 2, 3, 4);
        set(rig.inputs().get(1).data(), 5, -2);
        assertThat(rig.forward().tops().get(0)).containsExactly(5, 10, -6, -8);
        assertThat(rig.backward().diffs().get(1)).containsExactly(25, -50);
    }

    @Test
    void withoutAFillerTheFactorIsOneAndTheBiasZero() {
        var weights =
                layer("{type: \"Scale\" scale_param { bias_term: true }}")
                        .bottom(1, 2)
                        .create()
                        .plan()
                        .weights();
        assertThat(weights.get(0).filler().getValue()).isEqualTo(1);
        assertThat(weights.get(1).filler().getValue()).isZero();
    }

    private static LayerRig rig(LayerCase c) {
        return new LayerRig(c, Kernels.plain(Workers.single()));
    }

    private static void set(Tensor x, float... values) {
        for (int i = 0; i < values.length; i++) x.set(i, values[i]);
    }

    @Test
    void axesBeyondTheBottomAreRefused() {
        assertThatThrownBy(
                        () ->
                                layer("{type: \"Scale\" scale_param { num_axes: 3 }}")
                                        .bottom(2, 3)
                                        .create())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("num_axes");
    }

    @Test
    void aFactorOfAnotherShapeIsRefused() {
        assertThatThrownBy(() -> layer("{type: \"Scale\"}").bottom(2, 3).bottom(4).create())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("second bottom");
    }
}
