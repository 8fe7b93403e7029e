package jdl.layer.activation;

import static jdl.layer.LayerCase.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.layer.Clock;
import jdl.layer.Ports;
import jdl.tensor.Blob;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values and slopes by hand, far from 0 too; settings without sense. */
class ActivationValuesTest {

    private static final String VALUES =
            """
                    BNLL, '', 0, 0.6931472, 0.5
                    BNLL, '', 100, 100, 1
                    BNLL, '', -100, 0, 0
                    Softplus, 'softplus_param { beta: 2 }', 0, 0.3465736, 0.5
                    Softplus, 'softplus_param { beta: 2 }', 100, 100, 1
                    Softplus, 'softplus_param { beta: 2 }', -100, 0, 0
                    Clip, 'clip_param { min: -1 max: 2 }', 2, 2, 1
                    Clip, 'clip_param { min: -1 max: 2 }', -1, -1, 1
                    Clip, 'clip_param { min: -1 max: 2 }', 2.5, 2, 0
                    Clip, 'clip_param { min: -1 max: 2 }', -100, -1, 0
                    Exp, 'exp_param { base: 2 shift: 1 scale: 2 }', 1, 8, 11.090355
                    Exp, '', -100, 0, 0
                    Log, 'log_param { base: 2 scale: 3 shift: 2 }', 2, 3, 0.5410106
                    Log, '', 100, 4.6051702, 0.01
                    Swish, '', 1, 0.7310586, 0.9276706
                    Swish, '', 100, 100, 1
                    Swish, '', -100, 0, 0
                    SELU, '', 1, 1.050701, 1.050701
                    SELU, '', 100, 105.0701, 1.050701
                    SELU, '', -1, -1.1113307, 0.6467686
                    SELU, '', -100, -1.7580993, 0
                    GELU, '', 1, 0.8413447, 1.0833155
                    GELU, '', -2, -0.0455003, -0.0852318
                    GELU, '', 100, 100, 1
                    GELU, '', -100, 0, 0
                    GELU, 'gelu_param { approximate: true }', 1, 0.8411920, 1.0829641
                    GELU, 'gelu_param { approximate: true }', 100, 100, 1
                    GELU, 'gelu_param { approximate: true }', -100, 0, 0
                    Mish, '', 1, 0.8650984, 1.0490363
                    Mish, '', 0, 0, 0.6
                    Mish, '', 100, 100, 1
                    Mish, '', -100, 0, 0
                    HardSwish, '', 1, 0.6666667, 0.8333333
                    HardSwish, '', 100, 100, 1
                    HardSwish, '', -100, 0, 0
                    """;

    @ParameterizedTest
    @CsvSource(textBlock = VALUES)
    void valuesAndSlopesAreTheFormulas(
            String type, String settings, float x, double value, double slope) {
        Ports p = run(type, settings, x);
        assertThat((double) p.top(0).data().get(0))
                .isCloseTo(value, within(1e-6 * Math.max(1, Math.abs(value))));
        assertThat((double) p.bottom(0).diff().get(0))
                .isCloseTo(slope, within(2e-6 * Math.max(1, Math.abs(slope))));
    }

    @ParameterizedTest
    @CsvSource({"0.25, 0", "0.5, 1", "-0.5, 0"})
    void thresholdIsOneAboveItsNumber(float x, float y) {
        var layer = layer("{type: \"Threshold\" threshold_param { threshold: 0.25 }}").bottom(1);
        Tensor top = Tensor.zeros(Shape.of(1));
        layer.create().forward(ports(Blob.of(Tensor.of(Shape.of(1), x)), Blob.of(top)));
        assertThat(top.get(0)).isEqualTo(y);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Exp\" exp_param { base: 0 ", "Exp\" exp_param { base: -2 ",
                "Log\" log_param { base: 1 ", "Log\" log_param { base: -2 ",
                "Softplus\" softplus_param { beta: 0 ", "Clip\" clip_param { min: 1 max: 0 "
            })
    void settingsWithoutSenseAreRefused(String text) {
        var wrong = layer("{type: \"" + text + "}}").bottom(3);
        assertThatThrownBy(wrong::create).isInstanceOf(Failure.class);
    }

    @Test
    void clipWantsBothBounds() {
        assertThatThrownBy(() -> layer("{type: \"Clip\"}").bottom(3).create())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("both min and max");
    }

    private static Ports run(String type, String settings, float x) {
        var layer = layer("{type: \"" + type + "\" " + settings + "}").bottom(1).create();
        Shape one = Shape.of(1);
        Ports p =
                ports(
                        Blob.of(Tensor.of(one, x), Tensor.zeros(one)),
                        Blob.of(Tensor.zeros(one), Tensor.of(one, 1)));
        layer.forward(p);
        layer.backward(p);
        return p;
    }

    private static Ports ports(Blob bottom, Blob top) {
        return new Ports(
                Kernels.plain(Workers.single()),
                List.of(bottom),
                List.of(top),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Clock(true, 1, 1));
    }
}
