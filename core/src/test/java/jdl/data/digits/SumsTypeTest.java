package jdl.data.digits;

import static jdl.data.SourceContract.pixels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import jdl.data.Source;
import jdl.data.SourceContract;
import jdl.failure.Failure;
import org.junit.jupiter.api.Test;

class SumsTypeTest implements SourceContract {

    @Override
    public Stream<SourceCase> sources() {
        return Stream.of("train", "test?count=33&seed=-5")
                .map(rest -> new SourceCase(rest, open(rest), open(rest)));
    }

    @Test
    void theLabelIsTheLastFigureOfTheSumWithThePictureOfTheSameIndex() {
        Source pictures = new DigitsType().open("test?seed=3");
        Source rows = open("test?seed=3");
        assertThat(rows.size()).isEqualTo(pictures.size());
        for (int i = 0; i < 1000; i++) {
            int number = number(rows, i);
            assertThat(rows.label(i)).isEqualTo((pictures.label(i) + number) % 10);
        }
    }

    @Test
    void theTableAloneTellsNothingOfTheLabel() {
        Source rows = open("train");
        int[][] met = new int[10][10];
        for (int i = 0; i < 20_000; i++) met[number(rows, i)][rows.label(i)]++;
        for (int[] labels : met) for (int count : labels) assertThat(count).isBetween(140, 260);
    }

    @Test
    void anotherSplitIsRefused() {
        assertThatThrownBy(() -> open("valid"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("sums:valid: there are \"sums:train\" and \"sums:test\"");
    }

    private static int number(Source rows, int index) {
        float[] row = pixels(rows, index);
        int number = 0;
        while (row[number] != 1) number++;
        return number;
    }

    private static Source open(String rest) {
        return new SumsType().open(rest);
    }
}
