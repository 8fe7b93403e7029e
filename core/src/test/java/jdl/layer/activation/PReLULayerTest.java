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

class PReLULayerTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"PReLU\"}").bottom(2, 3, 7).kink(0).gives(2, 3, 7),
                layer("{type: \"PReLU\"}").bottom(2, 17).kink(0),
                layer("{type: \"PReLU\" prelu_param { channel_shared: true }}")
                        .bottom(3, 11)
                        .kink(0));
    }

    @Test
    void whatIsBelowZeroIsMultipliedByTheSlopeOfItsChannel() {
        var rig = rig("{type: \"PReLU\"}");
        rig.inputs().get(1).data().set(0, 0.5f);
        rig.inputs().get(1).data().set(1, 3);
        assertThat(rig.forward().tops().get(0)).containsExactly(1, -1, 3, -12);
        // dy = y: dx = slope dy, dslope = Σ x dy, both below zero
        List<float[]> diffs = rig.backward().diffs();
        assertThat(diffs.get(0)).containsExactly(1, -0.5f, 3, -36);
        assertThat(diffs.get(1)).containsExactly(2, 48);
    }

    @Test
    void aSharedSlopeGathersFromAllChannels() {
        var rig = rig("{type: \"PReLU\" prelu_param { channel_shared: true }}");
        rig.inputs().get(1).data().set(0, 0.5f);
        assertThat(rig.forward().tops().get(0)).containsExactly(1, -1, 3, -2);
        assertThat(rig.backward().diffs().get(1)).containsExactly(2 + 8);
    }

    /** On channels {1, -2} and {3, -4}. */
    private static LayerRig rig(String layer) {
        var rig = new LayerRig(layer(layer).bottom(1, 2, 2), Kernels.plain(Workers.single()));
        for (int i = 0; i < 4; i++)
            rig.inputs().get(0).data().set(i, (i + 1) * (i % 2 == 0 ? 1 : -1));
        return rig;
    }

    @Test
    void aBottomWithoutChannelsIsRefused() {
        assertThatThrownBy(() -> layer("{type: \"PReLU\"}").bottom(3).create())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("at least 2 axes");
    }
}
