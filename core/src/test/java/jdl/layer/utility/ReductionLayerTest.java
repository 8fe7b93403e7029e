package jdl.layer.utility;

import static jdl.layer.LayerCase.layer;

import java.util.stream.Stream;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;

class ReductionLayerTest implements LayerContract {

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                layer("{type: \"Reduction\" reduction_param { coeff: 0.5 }}").bottom(2, 3).gives(),
                layer(
                                "{type: \"Reduction\" reduction_param { operation: ASUM axis: 1 coeff: 0.3 }}")
                        .bottom(3, 7)
                        .kink(0)
                        .gives(3),
                layer(
                                "{type: \"Reduction\" reduction_param { operation: SUMSQ axis: -1 coeff: 0.2 }}")
                        .bottom(3, 7)
                        .gives(3),
                layer("{type: \"Reduction\" reduction_param { operation: MEAN axis: 2 }}")
                        .bottom(2, 3, 4, 4)
                        .gives(2, 3));
    }
}
