package jdl.layer.common;

import static jdl.layer.LayerCase.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.layer.LayerRig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlphaDropoutMomentsTest {

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.2, 0.5, 0.9})
    void whatIsStandardNormalKeepsMean0AndVariance1(double ratio) {
        String text = "{type: 'AlphaDropout' dropout_param { dropout_ratio: %s }}";
        var rig =
                new LayerRig(
                        layer(text.formatted(ratio)).bottom(2000, 1000),
                        Kernels.plain(Workers.single()));
        float[] y = rig.forward().tops().get(0);
        double sum = 0;
        double squares = 0;
        for (float value : y) {
            sum += value;
            squares += (double) value * value;
        }
        assertThat(sum / y.length).isCloseTo(0, within(0.01));
        assertThat(squares / y.length).isCloseTo(1, within(0.02));
    }
}
