package jdl.layer.input;

import static jdl.layer.LayerCase.layer;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.layer.Clock;
import jdl.layer.Layer;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;
import jdl.layer.OneLayer;
import jdl.layer.Ports;
import jdl.tensor.Blob;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;

class DummyDataLayerTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer(
                                "{type: \"DummyData\" dummy_data_param { shape { dim: 2 dim: 3 } data_filler { value: 2 } }}")
                        .gives(2, 3),
                layer(
                                "{type: \"DummyData\" top: [\"a\", \"b\"] dummy_data_param { num: 2 channels: 3 height: 1 height: 2 width: 4 data_filler { type: \"gaussian\" } }}")
                        .gives(2, 3, 1, 4)
                        .gives(2, 3, 2, 4),
                layer(
                                "{type: \"DummyData\" dummy_data_param { shape { dim: 5 } draw_once: true data_filler { type: \"uniform\" } }}")
                        .gives(5));
    }

    @Test
    void randomNumbersAreNewEachPassAndConstantOnesAreNot() {
        var random =
                layer(
                        "{type: \"DummyData\" dummy_data_param { shape { dim: 9 } data_filler { type: \"uniform\" } }}");
        assertThat(OneLayer.forward(random, 1))
                .isEqualTo(OneLayer.forward(random, 1))
                .isNotEqualTo(OneLayer.forward(random, 2));
        var constant =
                layer(
                        "{type: \"DummyData\" dummy_data_param { shape { dim: 2 } data_filler { value: 7 } }}");
        assertThat(OneLayer.forward(constant, 2)).containsExactly(7, 7);
    }

    @Test
    void numbersDrawnOnceStayWhatTheyWereInTheFirstPass() {
        Layer layer =
                layer(
                                "{type: \"DummyData\" dummy_data_param { shape { dim: 9 } draw_once: true data_filler { type: \"uniform\" } }}")
                        .create();
        Blob top = Blob.of(Tensor.zeros(Shape.of(9)));
        List<Tensor> carried = List.of(Tensor.zeros(Shape.of(9)));
        layer.forward(pass(0, top, carried));
        float[] first = top.data().toArray();
        top.data().fill(0);
        layer.forward(pass(1, top, carried));
        assertThat(top.data().toArray()).isEqualTo(first).doesNotContain(0);
    }

    private static Ports pass(long pass, Blob top, List<Tensor> carried) {
        return new Ports(
                Kernels.plain(Workers.single()),
                List.of(),
                List.of(top),
                List.of(),
                List.of(),
                List.of(),
                carried,
                new Clock(true, 42, pass));
    }
}
