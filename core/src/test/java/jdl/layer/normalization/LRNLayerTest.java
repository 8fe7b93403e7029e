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

class LRNLayerTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: 'LRN'}").bottom(2, 7, 3, 3).gives(2, 7, 3, 3),
                layer("{type: 'LRN' lrn_param { local_size: 3 alpha: 2 beta: 0.5 k: 2 }}")
                        .bottom(1, 5, 4, 5),
                layer("{type: 'LRN' lrn_param { alpha: 0.5 }}").bottom(2, 33, 11, 13),
                layer("{type: 'LRN' lrn_param { alpha: 0.5 beta: 0.6 }}").bottom(17, 18, 3, 2),
                layer("{type: 'LRN' lrn_param { local_size: 15 alpha: 0.5 }}").bottom(1, 7, 2, 2),
                layer("{type: 'LRN' lrn_param { norm_region: WITHIN_CHANNEL local_size: 3 }}")
                        .bottom(2, 3, 5, 7),
                layer(
                                "{type: 'LRN' lrn_param { norm_region: WITHIN_CHANNEL alpha: 3"
                                        + " beta: 1.5 }}")
                        .bottom(1, 2, 4, 3),
                layer("{type: 'LRN' bottom: 'x' top: 'x' lrn_param { alpha: 3 }}")
                        .bottom(2, 7, 3, 3),
                layer(
                                "{type: 'LRN' bottom: 'x' top: 'x' lrn_param { local_size: 3"
                                        + " alpha: 2 beta: 0.4 k: 2 }}")
                        .bottom(1, 5, 4, 5));
    }

    @Test
    void dividesByTheSizeOfTheNearestChannels() {
        var c = layer("{type: 'LRN' lrn_param { local_size: 3 alpha: 3 beta: 1 k: 1 }}");
        var rig = new LayerRig(c.within(0, 1, 1, 3, 1, 1), Kernels.plain(Workers.single()));
        for (int i = 0; i < 3; i++) rig.inputs().get(0).data().set(i, i + 1);
        float[] y = rig.forward().tops().get(0);
        assertThat(y[0]).isCloseTo(1 / (1 + 1f + 4), within(1e-6f));
        assertThat(y[1]).isCloseTo(2 / (1 + 1f + 4 + 9), within(1e-6f));
        assertThat(y[2]).isCloseTo(3 / (1 + 4f + 9), within(1e-6f));
    }

    /** As Caffe, whose top overwrites x with {@code size^-beta} before it is multiplied by x. */
    @Test
    void inPlaceAcrossChannelsXIsLostAndTheSizeDividesTwice() {
        var c =
                layer(
                        "{type: 'LRN' bottom: 'x' top: 'x' lrn_param {"
                                + " local_size: 3 alpha: 3 beta: 0.5 k: 1 }}");
        var rig = new LayerRig(c.within(0, 1, 1, 3, 1, 1), Kernels.plain(Workers.single()));
        for (int i = 0; i < 3; i++) rig.inputs().get(0).data().set(i, i + 1);
        float[] y = rig.forward().tops().get(0);
        assertThat(y[0]).isCloseTo(1 / (1 + 1f + 4), within(1e-6f));
        assertThat(y[1]).isCloseTo(1 / (1 + 1f + 4 + 9), within(1e-6f));
        assertThat(y[2]).isCloseTo(1 / (1 + 4f + 9), within(1e-6f));
    }

    @Test
    void inPlaceWithinAChannelIsTheFormula() {
        String within = "lrn_param { norm_region: WITHIN_CHANNEL local_size: 3 }}";
        var plain = Kernels.plain(Workers.single());
        var here = layer("{type: 'LRN' bottom: 'x' top: 'x' " + within).bottom(1, 2, 4, 3);
        var apart = layer("{type: 'LRN' bottom: 'x' top: 'y' " + within).bottom(1, 2, 4, 3);
        var first = new LayerRig(here, plain);
        var second = new LayerRig(apart, plain);
        second.inputs().get(0).data().copyFrom(first.inputs().get(0).data());
        assertThat(second.forward().tops().get(0)).isEqualTo(first.forward().tops().get(0));
    }

    @Test
    void anEvenSizeAndABottomOfThreeAxesAreRefused() {
        assertThatThrownBy(
                        () ->
                                layer("{type: 'LRN' lrn_param { local_size: 4 }}")
                                        .bottom(1, 2, 3, 3)
                                        .create())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("local_size must be odd, but is 4; try 5");
        assertThatThrownBy(() -> layer("{type: 'LRN'}").bottom(2, 3, 3).create())
                .hasMessageContaining("4 axes");
    }
}
