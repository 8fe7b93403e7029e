package jdl.layer.loss;

import static jdl.layer.LayerCase.layer;

import java.util.stream.Stream;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;

class EuclideanLossLayerTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"EuclideanLoss\"}").bottom(3, 7).bottom(3, 7).gives(),
                layer("{type: \"EuclideanLoss\"}").bottom(1, 3, 2).bottom(1, 6));
    }
}
