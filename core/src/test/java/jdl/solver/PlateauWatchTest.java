package jdl.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import jdl.failure.Failure;
import jdl.proto.SolverParameter;
import org.junit.jupiter.api.Test;

class PlateauWatchTest {

    private static final SolverParameter PATIENT =
            SolverParameter.newBuilder().setPlateauPatience(2).setPlateauThreshold(0.1f).build();

    private static PlateauWatch after(float... scores) {
        PlateauWatch watch = PlateauWatch.FRESH;
        for (int i = 0; i < scores.length; i++) watch = watch.judge(PATIENT, i, scores[i]);
        return watch;
    }

    @Test
    void asManyScoresInARowAsPatienceThatAreNotBetterBringADrop() {
        assertThat(after(1, 1).drops()).isZero();
        assertThat(after(1, 1, 1).drops()).isEqualTo(1);
        assertThat(after(1, 1, 1, 1).drops()).isEqualTo(1);
        assertThat(after(1, 1, 1, 1, 1).drops()).isEqualTo(2);
        assertThat(after(1, 1, 0.5f, 0.5f, 0.5f).drops()).isEqualTo(1);
    }

    @Test
    void betterIsBetterByTheThreshold() {
        assertThat(after(1, 0.95f, 0.91f).drops()).isEqualTo(1);
        assertThat(after(1, 0.95f, 0.89f).drops()).isZero();
        assertThat(after(-0.5f, -0.52f, -0.56f).drops()).isZero();
        assertThat(after(-0.5f, -0.52f, -0.54f).drops()).isEqualTo(1);
    }

    @Test
    void noIterationIsJudgedTwice() {
        PlateauWatch watch = after(1, 1);
        assertThat(watch.judge(PATIENT, 1, 1)).isEqualTo(watch);
    }

    @Test
    void aLossIsToFallAndAnythingElseToRise() {
        List<Score> scores = List.of(new Score("accuracy", 0.75f, 0), new Score("loss", 3, 2));
        assertThat(PlateauWatch.score(PATIENT, scores)).isEqualTo(6);
        assertThat(PlateauWatch.score(named("accuracy"), scores)).isEqualTo(-0.75f);
        assertThatThrownBy(() -> PlateauWatch.score(named("acuracy"), scores))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("did you mean \"accuracy\"?; it has accuracy, loss");
        assertThatThrownBy(() -> PlateauWatch.score(PATIENT, scores.subList(0, 1)))
                .hasMessageContaining("plateau_score \"\" is no loss of the first test net");
    }

    private static SolverParameter named(String name) {
        return PATIENT.toBuilder().setPlateauScore(name).build();
    }
}
