package jdl.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.TextFormat;
import java.util.stream.IntStream;
import jdl.failure.Failure;
import jdl.proto.FillerParameter;
import jdl.tensor.Dice;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FillersTest {

    private static final Shape WEIGHT = Shape.of(100, 40, 5, 5);

    @Test
    void constantIsZeroUnlessToldOtherwise() {
        assertThat(filled("", 3).toArray()).containsOnly(0);
        assertThat(filled("value: 2.5", 3).toArray()).containsOnly(2.5f);
    }

    @ParameterizedTest
    @CsvSource({
        "type: 'uniform' min: 1 max: 4, 2.5, 0.8660",
        "type: 'gaussian' mean: -2 std: 0.1, -2, 0.1",
        "type: 'gaussian' std: 2 sparse: 25, 0, 1",
        "type: 'xavier', 0, 0.0316228",
        "type: 'xavier' variance_norm: FAN_OUT, 0, 0.02",
        "type: 'xavier' variance_norm: AVERAGE, 0, 0.0239046",
        "type: 'msra', 0, 0.0447214",
        "type: 'msra' variance_norm: FAN_OUT, 0, 0.0282843",
        "type: 'msra' variance_norm: AVERAGE, 0, 0.0338062",
    })
    void meanAndDeviationAreAsTold(String settings, double mean, double deviation) {
        Tensor w = filled(settings, WEIGHT);
        double sum = IntStream.range(0, w.size()).mapToDouble(w::get).sum() / w.size();
        double squares =
                IntStream.range(0, w.size()).mapToDouble(i -> Math.pow(w.get(i) - sum, 2)).sum();
        assertThat(sum).isCloseTo(mean, within(0.02 * deviation));
        assertThat(Math.sqrt(squares / w.size())).isCloseTo(deviation, within(0.02 * deviation));
    }

    @Test
    void uniformAndXavierStayWithinTheirBounds() {
        for (float w : filled("type: 'uniform' min: 1 max: 4", WEIGHT).toArray())
            assertThat(w).isBetween(1f, 4f);
        float limit = (float) Math.sqrt(3.0 / 1000);
        for (float w : filled("type: 'xavier'", WEIGHT).toArray())
            assertThat(w).isBetween(-limit, limit);
    }

    @Test
    void sparseLeavesAsManyAsToldOfEachColumn() {
        Tensor w = filled("type: 'gaussian' sparse: 10", WEIGHT);
        long kept = IntStream.range(0, w.size()).filter(i -> w.get(i) != 0).count();
        assertThat(kept / (double) w.size()).isCloseTo(0.1, within(0.01));
    }

    @Test
    void rowsOfThePositiveUnitBallSumToOne() {
        Tensor w = filled("type: 'positive_unitball'", 7, 33);
        for (int row = 0; row < 7; row++) {
            Tensor part = w.part(row, 7);
            double sum = IntStream.range(0, 33).mapToDouble(part::get).sum();
            assertThat(sum).isCloseTo(1, within(1e-5));
            for (float x : part.toArray()) assertThat(x).isBetween(0f, 1f);
        }
    }

    @ParameterizedTest
    @CsvSource({"5, 12", "12, 5", "7, 7", "1, 9", "9, 1"})
    void orthogonalRowsOrColumnsStandAtRightAnglesAndHaveTheLengthOfGain(int rows, int columns) {
        Tensor w = filled("type: 'orthogonal' gain: 1.5", rows, columns);
        int vectors = Math.min(rows, columns);
        int across = rows <= columns ? columns : 1;
        int along = rows <= columns ? 1 : columns;
        for (int a = 0; a < vectors; a++) {
            for (int b = 0; b < vectors; b++) {
                double dot = 0;
                for (int i = 0; i < Math.max(rows, columns); i++)
                    dot += w.get(a * across + i * along) * w.get(b * across + i * along);
                assertThat(dot).isCloseTo(a == b ? 2.25 : 0, within(1e-5));
            }
        }
    }

    @Test
    void orthogonalTakesEveryDirectionAlike() {
        Tensor w = filled("type: 'orthogonal'", 100, 10, 5, 5);
        double sum = IntStream.range(0, w.size()).mapToDouble(w::get).sum() / w.size();
        double squares = IntStream.range(0, w.size()).mapToDouble(i -> Math.pow(w.get(i), 2)).sum();
        assertThat(sum).isCloseTo(0, within(1e-3));
        assertThat(squares / w.size()).isCloseTo(1 / 250.0, within(1e-7));
    }

    @Test
    void bilinearIsATent() {
        assertThat(filled("type: 'bilinear'", 1, 1, 3, 3).toArray())
                .containsExactly(0.25f, 0.5f, 0.25f, 0.5f, 1, 0.5f, 0.25f, 0.5f, 0.25f);
        assertThat(filled("type: 'bilinear'", 1, 1, 4, 4).part(0, 4).toArray())
                .containsExactly(0.0625f, 0.1875f, 0.1875f, 0.0625f);
        assertThatThrownBy(() -> filled("type: 'bilinear'", 3, 3))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("square kernel");
    }

    @Test
    void numbersAreAFunctionOfTheDice() {
        for (String type : new String[] {"uniform", "gaussian", "xavier", "msra"})
            assertThat(filled("type: '" + type + "'", WEIGHT).toArray())
                    .isEqualTo(filled("type: '" + type + "'", WEIGHT).toArray());
    }

    @Test
    void unknownFillersAreToldFromKnownOnes() {
        assertThatThrownBy(() -> filled("type: 'Xaviar'", 3))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("unknown filler \"Xaviar\"")
                .hasMessageContaining("did you mean \"xavier\"?")
                .hasMessageContaining("positive_unitball");
        assertThatThrownBy(() -> filled("type: 'uniform' sparse: 3", 3))
                .hasMessageContaining("sparse is for the filler \"gaussian\"");
    }

    private static Tensor filled(String settings, int... dims) {
        return filled(settings, Shape.of(dims));
    }

    private static Tensor filled(String settings, Shape shape) {
        try {
            Tensor tensor = Tensor.zeros(shape);
            Fillers.fill(tensor, TextFormat.parse(settings, FillerParameter.class), Dice.of(1701));
            return tensor;
        } catch (TextFormat.ParseException e) {
            throw new IllegalArgumentException(settings, e);
        }
    }
}
