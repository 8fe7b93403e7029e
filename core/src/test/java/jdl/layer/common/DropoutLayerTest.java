package jdl.layer.common;

import static jdl.layer.LayerCase.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.layer.Clock;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;
import jdl.layer.Ports;
import jdl.tensor.Blob;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;

class DropoutLayerTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"Dropout\"}").bottom(3, 7),
                layer("{type: \"Dropout\" dropout_param { dropout_ratio: 0.3 }}").bottom(17),
                layer("{type: \"Dropout\"}").bottom(3, 7).testing(),
                layer("{type: \"Dropout\" dropout_param { dropout_ratio: 0.9 }}").bottom(3, 17001));
    }

    @Test
    void dropsAsManyAsItIsToldAndScalesTheRest() {
        float[] y = mask(7, 5);
        int dropped = 0;
        for (float value : y) {
            if (value == 0) dropped++;
            else assertThat(value).isEqualTo(1 / (1 - 0.3f));
        }
        assertThat(dropped / (double) y.length).isCloseTo(0.3, within(0.01));
    }

    @Test
    void maskIsAFunctionOfSeedAndPass() {
        assertThat(mask(7, 5))
                .isEqualTo(mask(7, 5))
                .isNotEqualTo(mask(7, 6))
                .isNotEqualTo(mask(8, 5));
    }

    @Test
    void noStripRepeatsAnother() {
        float[] y = mask(7, 5);
        assertThat(Arrays.copyOfRange(y, 0, 1000))
                .isNotEqualTo(Arrays.copyOfRange(y, Kernels.STRIP, Kernels.STRIP + 1000));
    }

    @Test
    void ratiosWithoutSenseAreRefused() {
        for (String ratio : new String[] {"0", "1", "-0.5", "nan"})
            assertThatThrownBy(
                            () ->
                                    layer(
                                                    "{type: \"Dropout\" dropout_param { dropout_ratio: "
                                                            + ratio
                                                            + " } }")
                                            .bottom(3)
                                            .create())
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("dropout_ratio");
    }

    private static float[] mask(long seed, long pass) {
        var c = layer("{type: \"Dropout\" dropout_param { dropout_ratio: 0.3 } }").bottom(50000);
        Tensor x = Tensor.zeros(Shape.of(50000));
        x.fill(1);
        Tensor y = Tensor.zeros(x.shape());
        c.create()
                .forward(
                        new Ports(
                                Kernels.plain(Workers.single()),
                                List.of(Blob.of(x)),
                                List.of(Blob.of(y)),
                                List.of(),
                                List.of(Tensor.zeros(x.shape())),
                                List.of(),
                                List.of(),
                                new Clock(true, seed, pass)));
        return y.toArray();
    }
}
