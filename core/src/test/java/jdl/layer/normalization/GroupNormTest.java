package jdl.layer.normalization;

import static jdl.layer.LayerCase.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;
import jdl.layer.LayerRig;
import org.junit.jupiter.api.Test;

class GroupNormTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                groups(2).bottom(2, 4, 3, 3).gives(2, 4, 3, 3),
                groups(1).bottom(2, 3, 5),
                groups(3).bottom(2, 12),
                groups(7).bottom(1, 7, 17),
                layer("{type: 'GroupNorm' group_norm_param { num_groups: 2 affine: false }}")
                        .bottom(2, 4, 4));
    }

    private static LayerCase groups(int groups) {
        return layer(
                "{type: 'GroupNorm' group_norm_param { num_groups: " + groups + " eps: 0.001 }}");
    }

    @Test
    void groupsThatDoNotDivideTheChannelsAreRefused() {
        assertThatThrownBy(() -> groups(4).bottom(2, 6, 3, 3).create())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("num_groups must divide the 6 channels, but is 4");
    }

    @Test
    void asManyGroupsAsChannelsAreInstanceNorm() {
        var plain = Kernels.plain(Workers.single());
        var group = layer("{type: 'GroupNorm' group_norm_param { num_groups: 4 affine: false }}");
        var instance = layer("{type: 'InstanceNorm' instance_norm_param { affine: false }}");
        var y = new LayerRig(group.within(-1, 1, 2, 4, 5), plain);
        float[] byGroup = y.forward().tops().get(0);
        var x = new LayerRig(instance.within(-1, 1, 2, 4, 5), plain);
        x.inputs().get(0).data().copyFrom(y.inputs().get(0).data());
        assertThat(x.forward().tops().get(0))
                .usingComparatorWithPrecision(1e-6f)
                .containsExactly(byGroup);
    }
}
