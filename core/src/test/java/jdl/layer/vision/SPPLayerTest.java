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

class SPPLayerTest implements LayerContract {

    private static LayerCase spp(String settings) {
        return layer("{type: \"SPP\" spp_param { " + settings + " } }");
    }

    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                spp("pyramid_height: 1").bottom(2, 3, 4, 5).withDistance().gives(2, 3, 1, 1),
                spp("pyramid_height: 2").bottom(2, 3, 4, 5).withDistance().gives(2, 15),
                spp("pyramid_height: 3").bottom(1, 2, 9, 7).withDistance().gives(1, 42),
                spp("pyramid_height: 3 pool: AVE").bottom(3, 1, 8, 7).gives(3, 21),
                spp("pyramid_height: 1 pool: AVE").bottom(1, 2, 3, 3).gives(1, 2, 1, 1),
                spp("pyramid_height: 2 pool: AVE").bottom(17, 1, 2, 3).gives(17, 5),
                spp("pyramid_height: 2").bottom(2, 1, 16, 3).withDistance(),
                spp("pyramid_height: 2 pool: STOCHASTIC")
                        .within(0.2f, 2, 1, 2, 4, 4)
                        .gives(1, 10)
                        .testing());
    }

    @Test
    void levelAfterLevelIsLaidFlat() {
        var two = spp("pyramid_height: 2").bottom(1, 2, 2, 2);
        assertThat(top(two, row(1, 4, 2, 3, 8, 6, 7, 5)))
                .containsExactly(4, 8, 1, 4, 2, 3, 8, 6, 7, 5);
    }

    @Test
    void windowsThatAreTooLongReachIntoAPadThatAveragesCount() {
        var two = spp("pyramid_height: 2 pool: AVE").bottom(1, 1, 1, 3);
        assertThatThrownBy(() -> two.create())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("grid of 2^1 along an axis of 1");
        assertThat(
                        top(
                                spp("pyramid_height: 2 pool: AVE").bottom(1, 1, 2, 3),
                                row(1, 2, 3, 4, 5, 6)))
                .containsExactly(3.5f, 0.5f, 2.5f, 2, 5.5f);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pyramid_height: 0|pyramid_height must be at least 1",
                "pyramid_height: 5|a grid of 2^2 along an axis of 5",
                "pyramid_height: 1000000|a grid of 2^2 along an axis of 5",
                "pyramid_height: 3 pool: STOCHASTIC|pad is for MAX and AVE alone",
            })
    void whatDoesNotFitIsRefusedWithAReason(String settings, String reason) {
        assertThatThrownBy(() -> spp(settings).bottom(1, 1, 4, 5).create())
                .isInstanceOf(Failure.class)
                .hasMessageContaining(reason);
    }

    @Test
    void anythingButImagesIsRefused() {
        assertThatThrownBy(() -> spp("pyramid_height: 1").bottom(2, 3).create())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("4 axes");
    }
}
