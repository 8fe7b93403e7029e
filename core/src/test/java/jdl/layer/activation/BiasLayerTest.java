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
import org.junit.jupiter.api.Test;

class BiasLayerTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"Bias\"}").bottom(2, 3, 7).gives(2, 3, 7),
                layer("{type: \"Bias\" bias_param { axis: -1 }}").bottom(2, 17),
                layer("{type: \"Bias\" bias_param { axis: 0 num_axes: -1 }}").bottom(3, 11),
                layer("{type: \"Bias\" bias_param { num_axes: 0 }}").bottom(1, 16),
                layer("{type: \"Bias\"}").bottom(2, 3, 4).bottom(3),
                layer("{type: \"Bias\" bias_param { axis: 0 }}").bottom(2, 3).bottom(2, 3));
    }

    @Test
    void eachChannelIsMovedByItsBias() {
        var rig =
                new LayerRig(
                        layer("{type: \"Bias\"}").bottom(1, 2, 2), Kernels.plain(Workers.single()));
        for (int i = 0; i < 4; i++) rig.inputs().get(0).data().set(i, i + 1);
        rig.inputs().get(1).data().set(0, 10);
        rig.inputs().get(1).data().set(1, -20);
        assertThat(rig.forward().tops().get(0)).containsExactly(11, 12, -17, -16);
        List<float[]> diffs = rig.backward().diffs();
        assertThat(diffs.get(0)).containsExactly(11, 12, -17, -16);
        assertThat(diffs.get(1)).containsExactly(23, -33);
    }

    @Test
    void aBiasOfAnotherShapeAndAxesBeyondTheBottomAreRefused() {
        assertThatThrownBy(() -> layer("{type: \"Bias\"}").bottom(2, 3).bottom(4).create())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("second bottom");
        assertThatThrownBy(
                        () ->
                                layer("{type: \"Bias\" bias_param { axis: 1 num_axes: 2 }}")
                                        .bottom(2, 3)
                                        .create())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("num_axes 2 from axis 1 on is more than");
    }
}
