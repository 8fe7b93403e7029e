package jdl.layer.activation;

import static jdl.layer.LayerCase.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;
import jdl.layer.LayerRig;
import org.junit.jupiter.api.Test;

class NormPropTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: 'NormProp'}").bottom(3, 7).kink(0).gives(3, 7),
                layer("{type: 'NormProp'}").bottom(2, 2, 33).kink(0));
    }

    @Test
    void normalNumbersKeepMeanZeroAndVarianceOne() {
        var c = layer("{type: 'NormProp'}").bottom(100, 1000);
        float[] y = new LayerRig(c, Kernels.plain(Workers.single())).forward().tops().get(0);
        double sum = 0;
        double squares = 0;
        for (float value : y) {
            sum += value;
            squares += value * value;
        }
        assertThat(sum / y.length).isCloseTo(0, within(0.02));
        assertThat(squares / y.length).isCloseTo(1, within(0.03));
    }
}
