package jdl.layer.common;

import static jdl.layer.LayerCase.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;
import jdl.layer.OneLayer;
import jdl.tensor.Dice;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;

class AlphaDropoutTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"AlphaDropout\"}").bottom(3, 7),
                layer("{type: \"AlphaDropout\"}").bottom(3, 7).testing(),
                layer("{type: \"AlphaDropout\" dropout_param { dropout_ratio: 0.1 }}").bottom(33));
    }

    @Test
    void meanAndVarianceStay() {
        int n = 200_000;
        Tensor x = Tensor.zeros(Shape.of(n));
        Dice dice = Dice.of(3);
        for (int i = 0; i < n; i++) x.set(i, (float) dice.gaussian());
        var c = layer("{type: \"AlphaDropout\" dropout_param { dropout_ratio: 0.3 }}").bottom(n);
        double sum = 0;
        double squares = 0;
        for (float y : OneLayer.forward(c, 1, x)) {
            sum += y;
            squares += (double) y * y;
        }
        assertThat(sum / n).isCloseTo(0, within(0.01));
        assertThat(squares / n).isCloseTo(1, within(0.02));
    }
}
