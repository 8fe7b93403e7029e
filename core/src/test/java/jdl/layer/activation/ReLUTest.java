package jdl.layer.activation;

import static jdl.layer.LayerCase.layer;

import java.util.stream.Stream;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;

class ReLUTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"ReLU\"}").bottom(2, 3, 4).kink(0).gives(2, 3, 4),
                layer("{type: \"ReLU\" relu_param { negative_slope: 0.25 }}").bottom(17).kink(0),
                layer("{type: \"ReLU\" relu_param { negative_slope: -1 }}").bottom(7).kink(0),
                layer("{type: \"ReLU\"}").bottom(3, 17001).kink(0));
    }
}
