package jdl.layer.loss;

import static jdl.layer.LayerCase.layer;
import static jdl.layer.loss.LossRig.floats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import jdl.layer.LayerCase;
import jdl.layer.LayerContract;
import org.junit.jupiter.api.Test;

class TripletLossLayerTest implements LayerContract {

    /** Margins so that all triplets, or none, or some far from the kink count. */
    @Override
    public Stream<LayerCase> cases() {
        return Stream.of(
                ofType("margin: 20").bottom(3, 3).bottom(3, 3).bottom(3, 3).gives(),
                ofType("margin: -40").bottom(7, 1).bottom(7, 1).bottom(7, 1),
                ofType("").within(0, 1, 2, 16).within(-1, 0, 2, 16).within(0, 1, 2, 16),
                ofType("margin: 0.1")
                        .within(0, 0.3f, 1, 17)
                        .within(0, 0.3f, 1, 17)
                        .within(1, 2, 1, 17));
    }

    private static LayerCase ofType(String settings) {
        return layer("{type: \"TripletLoss\" triplet_loss_param { " + settings + " } }");
    }

    @Test
    void theLikeIsToBeNearerByTheMargin() {
        var c = ofType("margin: 0.5").bottom(2, 1).bottom(2, 1).bottom(2, 1);
        assertThat(LossRig.loss(c, floats(0, 0), floats(1, 1), floats(0.5, 2)))
                .isCloseTo((float) ((1 - 0.25 + 0.5) / 2), within(1e-6f));
    }

    @Test
    void bottomsOfOtherShapesAreRefused() {
        assertThatThrownBy(() -> ofType("").bottom(2, 1).bottom(2, 1).bottom(2, 2).create())
                .hasMessageContaining("wants bottoms of one shape");
    }
}
