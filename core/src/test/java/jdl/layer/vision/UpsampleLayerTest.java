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

class UpsampleLayerTest implements LayerContract {

    private static LayerCase upsample(String settings) {
        return layer("{type: \"Upsample\" upsample_param { " + settings + " } }");
    }

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                upsample("scale: 2").bottom(2, 3, 2, 3).gives(2, 3, 4, 6),
                upsample("scale: 1").bottom(1, 1, 3, 1).gives(1, 1, 3, 1),
                upsample("height: 5 width: 4").bottom(1, 2, 3, 3).gives(1, 2, 5, 4),
                upsample("height: 2 width: 2").bottom(1, 1, 7, 5).gives(1, 1, 2, 2),
                upsample("scale: 3 mode: BILINEAR").bottom(1, 2, 2, 2).gives(1, 2, 6, 6),
                upsample("scale: 2 mode: BILINEAR").bottom(2, 1, 1, 16).gives(2, 1, 2, 32),
                upsample("scale: 2 mode: BILINEAR align_corners: true").bottom(1, 3, 3, 3),
                upsample("height: 7 width: 1 mode: BILINEAR align_corners: true")
                        .bottom(1, 2, 3, 4)
                        .gives(1, 2, 7, 1),
                upsample("height: 3 width: 17 mode: BILINEAR").bottom(1, 1, 5, 7),
                upsample("scale: 1 mode: BILINEAR").bottom(1, 1, 3, 33));
    }

    @Test
    void theNearestPixelIsRepeated() {
        assertThat(top(upsample("scale: 2").bottom(1, 1, 1, 2), row(1, 2)))
                .containsExactly(1, 1, 2, 2, 1, 1, 2, 2);
    }

    @Test
    void halfPixelsMeetAtTheEdges() {
        var twice = upsample("height: 1 width: 4 mode: BILINEAR").bottom(1, 1, 1, 2);
        assertThat(top(twice, row(0, 4))).containsExactly(0, 1, 3, 4);
    }

    @Test
    void alignedCornersKeepTheirValues() {
        var wider = upsample("height: 1 width: 5 mode: BILINEAR align_corners: true");
        assertThat(top(wider.bottom(1, 1, 1, 3), row(0, 4, 2))).containsExactly(0, 2, 4, 3, 2);
    }

    @Test
    void rowsAreWeightedLikeColumns() {
        var taller = upsample("height: 3 width: 2 mode: BILINEAR align_corners: true");
        assertThat(top(taller.bottom(1, 1, 2, 2), row(0, 4, 2, 8)))
                .containsExactly(0, 4, 1, 6, 2, 8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mode: BILINEAR|either scale, or height and width",
                "scale: 2 height: 3 width: 3|either scale, or height and width",
                "height: 3|either scale, or height and width",
                "scale: 0|at least 1",
                "height: 0 width: 3|at least 1",
                "scale: 2 align_corners: true|align_corners is for mode BILINEAR alone",
            })
    void whatDoesNotFitIsRefusedWithAReason(String settings, String reason) {
        assertThatThrownBy(() -> upsample(settings).bottom(1, 1, 4, 4).create())
                .isInstanceOf(Failure.class)
                .hasMessageContaining(reason);
    }

    @Test
    void anythingButImagesIsRefused() {
        assertThatThrownBy(() -> upsample("scale: 2").bottom(2, 3).create())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("4 axes");
    }
}
