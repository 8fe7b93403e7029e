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

class MVNTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: 'MVN'}").bottom(2, 3, 4, 3).gives(2, 3, 4, 3),
                layer("{type: 'MVN' mvn_param { across_channels: true }}").bottom(2, 3, 3, 3),
                layer("{type: 'MVN' mvn_param { normalize_variance: false }}").bottom(2, 3, 5, 7),
                layer("{type: 'MVN' mvn_param { eps: 0.7 }}").bottom(1, 2, 3, 17),
                layer("{type: 'MVN'}").bottom(3, 16, 1, 7));
    }

    @Test
    void epsIsAddedToTheRoot() {
        var c = layer("{type: 'MVN' mvn_param { eps: 1 }}").within(0, 1, 1, 1, 1, 2);
        var rig = new LayerRig(c, Kernels.plain(Workers.single()));
        rig.inputs().get(0).data().set(0, 1);
        rig.inputs().get(0).data().set(1, 5);
        // mean 3, deviation 2: (1 - 3) / (2 + 1)
        assertThat(rig.forward().tops().get(0)[0]).isCloseTo(-2 / 3f, within(1e-6f));
    }

    @Test
    void aConstantChannelHasNoSlopeBeyondItsMeans() {
        var c = layer("{type: 'MVN'}").within(2, 2.0001f, 1, 1, 2, 2);
        var rig = new LayerRig(c, Kernels.plain(Workers.single()));
        rig.inputs().get(0).data().fill(2);
        assertThat(rig.backward().diffs().get(0)).containsOnly(0);
        assertThatThrownBy(() -> layer("{type: 'MVN'}").create()).isInstanceOf(Failure.class);
    }
}
