package jdl.layer.utility;

import static jdl.layer.LayerCase.layer;

import java.util.stream.Stream;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;

class SilenceLayerTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(layer("{type: \"Silence\"}").withoutTops().bottom(3, 7).bottom(2));
    }
}
