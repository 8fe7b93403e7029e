package jdl.layer.vision;

import static jdl.layer.LayerCase.layer;
import static jdl.layer.vision.Rigs.row;
import static jdl.layer.vision.Rigs.top;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CropLayerTest implements LayerContract {

    private static LayerCase crop(String settings) {
        return layer("{type: \"Crop\" crop_param { " + settings + " } }");
    }

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                crop("").bottom(2, 3, 5, 6).bottom(7, 1, 4, 3).gives(2, 3, 4, 3),
                crop("offset: 1").bottom(2, 3, 5, 6).bottom(2, 3, 4, 3).gives(2, 3, 4, 3),
                crop("offset: 0 offset: 2").bottom(1, 2, 5, 6).bottom(1, 2, 5, 4),
                crop("axis: 1 offset: [1, 0, 2]").bottom(2, 3, 3, 4).bottom(9, 2, 3, 1),
                crop("axis: 0 offset: 1").bottom(3, 4).bottom(2, 2).gives(2, 2),
                crop("axis: -1 offset: 2").bottom(2, 2, 7).bottom(5, 5, 3).gives(2, 2, 3),
                crop("axis: 0").bottom(17).bottom(16).gives(16),
                crop("axis: 3 offset: 1").bottom(1, 1, 3, 33).bottom(1, 1, 1, 17),
                crop("axis: 2").bottom(1, 1, 2, 2).bottom(1, 1, 2, 2, 9).gives(1, 1, 2, 2));
    }

    @Test
    void aPartIsTaken() {
        var part = crop("axis: 0 offset: [1, 2]").bottom(3, 4).bottom(2, 1);
        assertThat(top(part, row(0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23)))
                .containsExactly(12, 22);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "axis: 1 offset: [0, 0]|once for each of the 3 cropped axes, but is given 2 times",
                "offset: 3|the part of 4 at offset 3 along axis 2 does not lie inside",
                "offset: 4294967295|at offset 4294967295 along axis 2",
                "axis: 0|the part of 3 at offset 0 along axis 0",
            })
    void whatDoesNotFitIsRefusedWithAReason(String settings, String reason) {
        assertThatThrownBy(() -> crop(settings).bottom(2, 3, 6, 6).bottom(3, 3, 4, 4).create())
                .isInstanceOf(Failure.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aShapeOfFewerAxesIsRefused() {
        assertThatThrownBy(() -> crop("").bottom(2, 3, 6, 6).bottom(3, 3, 4).create())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("of as many axes");
    }
}
