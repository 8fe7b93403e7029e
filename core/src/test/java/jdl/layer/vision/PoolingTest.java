package jdl.layer.vision;

import static jdl.layer.LayerCase.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.layer.Clock;
import jdl.layer.Layer;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;
import jdl.layer.LayerRig;
import jdl.layer.Ports;
import jdl.tensor.Blob;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolingTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"Pooling\" pooling_param { kernel_size: 2 stride: 2 } }")
                        .bottom(2, 3, 6, 4)
                        .withDistance()
                        .gives(2, 3, 3, 2),
                layer("{type: \"Pooling\" pooling_param { kernel_size: 3 stride: 2 } }")
                        .bottom(1, 2, 7, 6)
                        .withDistance()
                        .gives(1, 2, 3, 3),
                layer("{type: \"Pooling\" pooling_param { kernel_size: 3 stride: 2 pad: 1 } }")
                        .bottom(2, 1, 5, 5)
                        .withDistance(),
                layer(
                                "{type: \"Pooling\" top: [\"y\", \"mask\"] pooling_param { kernel_size: 3 stride: 1 } }")
                        .bottom(1, 3, 5, 4)
                        .withDistance()
                        .silent(1)
                        .gives(1, 3, 3, 2)
                        .gives(1, 3, 3, 2),
                layer("{type: \"Pooling\" pooling_param { pool: AVE global_pooling: true } }")
                        .bottom(3, 2, 3, 11)
                        .gives(3, 2, 1, 1),
                layer("{type: \"Pooling\" pooling_param { kernel_size: 3 stride: 2 } }")
                        .bottom(2, 17, 6, 5)
                        .withDistance(),
                layer("{type: \"Pooling\" pooling_param { pool: AVE kernel_size: 3 stride: 2 } }")
                        .bottom(2, 33, 5, 6),
                layer("{type: \"Pooling\" pooling_param { global_pooling: true } }")
                        .bottom(2, 3, 4, 5)
                        .withDistance()
                        .gives(2, 3, 1, 1),
                layer("{type: \"Pooling\" pooling_param { kernel_size: 2 stride: 2 pad: 1 } }")
                        .bottom(1, 2, 5, 5)
                        .withDistance()
                        .gives(1, 2, 3, 3),
                layer(
                                "{type: \"Pooling\" pooling_param { kernel_size: 3 stride: 2 round_mode: FLOOR } }")
                        .bottom(1, 2, 8, 6)
                        .withDistance()
                        .gives(1, 2, 3, 2),
                layer("{type: \"Pooling\" pooling_param { pool: AVE kernel_size: 2 stride: 2 } }")
                        .bottom(2, 3, 6, 4),
                layer(
                                "{type: \"Pooling\" pooling_param { pool: AVE kernel_size: 3 stride: 2 pad: 1 } }")
                        .bottom(2, 2, 6, 5)
                        .gives(2, 2, 4, 3),
                layer(
                                "{type: \"Pooling\" pooling_param { pool: AVE kernel_h: 4 kernel_w: 2 stride_h: 3 stride_w: 1 pad_h: 2 pad_w: 0 } }")
                        .bottom(1, 2, 7, 6),
                layer("{type: \"Pooling\" pooling_param { pool: AVE global_pooling: true } }")
                        .bottom(2, 3, 4, 5),
                layer("{type: \"Pooling\" pooling_param { kernel_size: 2 stride: 2 } }")
                        .bottom(17, 7, 16, 17)
                        .withDistance(),
                layer("{type: \"Pooling\" pooling_param { pool: AVE kernel_size: 2 stride: 2 } }")
                        .bottom(33, 7, 17, 16),
                layer(
                                "{type: \"Pooling\" pooling_param { pool: STOCHASTIC kernel_size: 2 stride: 2 } }")
                        .within(1, 2, 2, 2, 4, 5)
                        .testing(),
                layer(
                                "{type: \"Pooling\" pooling_param { pool: STOCHASTIC kernel_size: 3 stride: 2 } }")
                        .within(1, 2, 17, 3, 7, 6)
                        .testing());
    }

    @Test
    void maskIsTheFirstOfEqualOnesAndNaNWins() {
        Tensor x = Tensor.of(Shape.of(1, 1, 2, 4), 1, 1, 3, Float.NaN, 0, 1, 9, Float.NaN);
        var tops = forward("kernel_size: 2 stride: 2", x, true);
        assertThat(tops.get(0).toArray()).containsExactly(1, Float.NaN);
        assertThat(tops.get(1).toArray()).containsExactly(0, 3);
    }

    @Test
    void maximumOfMinusInfinityIsMinusInfinity() {
        Tensor x =
                Tensor.of(Shape.of(1, 1, 1, 2), Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY);
        assertThat(forward("global_pooling: true", x, false).get(0).toArray())
                .containsExactly(Float.NEGATIVE_INFINITY);
    }

    @Test
    void stochasticDrawsEachNumberAsOftenAsItsShare() {
        Tensor x = Tensor.zeros(Shape.of(1, 5000, 1, 4));
        for (int i = 0; i < x.size(); i++) x.set(i, i % 4);
        Tensor y = forward("pool: STOCHASTIC kernel_h: 1 kernel_w: 4 stride: 4", x, false).get(0);
        int[] drawn = new int[4];
        for (int i = 0; i < y.size(); i++) drawn[(int) y.get(i)]++;
        assertThat(drawn[0]).isZero();
        for (int i = 1; i < 4; i++) assertThat(drawn[i] / 5000.0).isCloseTo(i / 6.0, within(0.02));
    }

    @Test
    void stochasticSendsTheGradientToWhatWasDrawn() {
        var c =
                pooling("pool: STOCHASTIC kernel_size: 2 stride: 2", false)
                        .within(1, 2, 2, 3, 4, 4);
        var rig = new LayerRig(c, Kernels.plain(Workers.single())).backward();
        float[] top = rig.tops().get(0);
        float[] x = rig.inputs().get(0).data().toArray();
        float[] dx = rig.diffs().get(0);
        int hits = 0;
        for (int i = 0; i < dx.length; i++) {
            if (dx[i] == 0) continue;
            hits++;
            assertThat(dx[i]).isEqualTo(x[i]);
        }
        assertThat(hits).isEqualTo(top.length);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pool: MAX|has no window",
                "kernel_h: 2|give either one kernel",
                "kernel_size: 2 kernel_h: 2 kernel_w: 2|give either one kernel",
                "kernel_size: 0|the window's length is 0",
                "kernel_size: 2 pad: 2|pad 2 must be smaller",
                "kernel_size: 2 pad_h: 1|give either one pad",
                "kernel_size: 2 stride_w: 1|give either one stride",
                "kernel_size: 2 stride: 0|stride is 0",
                "kernel_size: 9 round_mode: FLOOR|a window of 9 does not fit",
                "kernel_size: 1 stride: 4|would see nothing",
                "global_pooling: true pad: 1|global_pooling wants pad 0",
                "global_pooling: true kernel_size: 2|leave kernel_size out",
                "pool: STOCHASTIC kernel_size: 3 pad: 1|pad is for MAX and AVE",
            })
    void whatDoesNotFitIsRefusedWithAReason(String settings, String reason) {
        assertThatThrownBy(() -> pooling(settings, false).bottom(2, 4, 6, 6).create())
                .isInstanceOf(Failure.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aSecondTopIsForTheMaximumAlone() {
        assertThatThrownBy(
                        () -> pooling("pool: AVE kernel_size: 2", true).bottom(1, 1, 3, 3).create())
                .hasMessageContaining("second top");
        assertThatThrownBy(() -> pooling("kernel_size: 2", false).bottom(3, 3, 3).create())
                .hasMessageContaining("4 axes");
    }

    private static LayerCase pooling(String settings, boolean mask) {
        String tops = mask ? "top: [\"y\", \"mask\"]" : "";
        return layer("{type: \"Pooling\" " + tops + " pooling_param { " + settings + " } }");
    }

    private static List<Tensor> forward(String settings, Tensor x, boolean mask) {
        Layer made =
                pooling(settings, mask)
                        .bottom(x.shape().dims().stream().mapToInt(i -> i).toArray())
                        .create();
        var tops = made.plan().tops().stream().map(Tensor::zeros).toList();
        made.forward(
                new Ports(
                        Kernels.plain(Workers.single()),
                        List.of(Blob.of(x)),
                        tops.stream().map(Blob::of).toList(),
                        List.of(),
                        made.plan().saved().stream().map(Tensor::zeros).toList(),
                        List.of(),
                        List.of(),
                        new Clock(true, 1, 2)));
        return tops;
    }
}
