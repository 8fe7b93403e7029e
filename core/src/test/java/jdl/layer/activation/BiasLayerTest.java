package jdl.layer.activation;

import static jdl.layer.LayerCase.layer;

import java.util.stream.Stream;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;

class BiasLayerTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"Bias\"}").bottom(2, 3, 7).gives(2, 3, 7),
                layer("{type: \"Bias\" bias_param { axis: -1 }}").bottom(2, 17),
                layer("{type: \"Bias\" bias_param { axis: 0 num_axes: -1 }}").bottom(3, 11),
                layer("{type: \"Bias\" bias_param { num_axes: 0 }}").bottom(1, 16),
                layer("{type: \"Bias\"}").bottom(2, 3, 4).bottom(3),
                layer("{type: \"Bias\" bias_param { axis: 0 }}").bottom(2, 3).bottom(2, 3));
    }
}
