package jdl.layer.activation;

import static jdl.layer.LayerCase.layer;

import java.util.stream.Stream;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;

class AbsValTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"AbsVal\"}").bottom(2, 3, 4).kink(0),
                layer("{type: \"AbsVal\"}").bottom(17).kink(0));
    }
}
