package jdl.data.digits;

import static jdl.data.SourceContract.pixels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;
import jdl.data.Source;
import jdl.data.SourceContract;
import jdl.failure.Failure;
import jdl.tensor.Shape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigitsTypeTest implements SourceContract {

    @Override
    public Stream<SourceCase> sources() {
        return Stream.of("train", "test", "train?count=1", "test?count=33&seed=-5")
                .map(rest -> new SourceCase(rest, open(rest), open(rest)));
    }

    @Test
    void isAsLargeAsMnistUnlessToldOtherwise() {
        assertThat(open("train").size()).isEqualTo(60_000);
        assertThat(open("test").size()).isEqualTo(10_000);
        assertThat(open("test?count=7").size()).isEqualTo(7);
        assertThat(open("train").columns().get(0).shape()).isEqualTo(Shape.of(1, 28, 28));
    }

    @Test
    void splitsAndSeedsHaveNothingInCommon() {
        float[] train = pixels(open("train"), 3);
        assertThat(pixels(open("train?seed=0"), 3)).isEqualTo(train);
        assertThat(pixels(open("train?seed=1"), 3)).isNotEqualTo(train);
        assertThat(pixels(open("test"), 3)).isNotEqualTo(train);
        assertThat(pixels(open("train"), 4)).isNotEqualTo(train);
    }

    @Test
    void eachDigitIsMetAboutEquallyOften() {
        Source source = open("train");
        int[] counts = new int[10];
        for (int i = 0; i < 10_000; i++) counts[source.label(i)]++;
        for (int count : counts) assertThat(count).isBetween(900, 1100);
    }

    @Test
    void eachHasInkAndPaperAroundIt() {
        Source source = open("train");
        for (int i = 0; i < 500; i++) {
            float[] image = pixels(source, i);
            int dark = 0;
            for (float value : image) if (value > 50) dark++;
            assertThat(dark).as(source.key(i)).isBetween(15, 350);
        }
    }

    /** If this fails, all that was ever trained on the digits is another task. */
    @Test
    void theBytesAreTheSameOnEveryMachineForEver() throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (String split : new String[] {"train", "test"}) {
            Source source = open(split);
            for (int i = 0; i < 300; i++) {
                digest.update((byte) source.label(i));
                for (float value : pixels(source, i)) digest.update((byte) value);
            }
        }
        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("0210c9317f04a24d19d6ea0a7dfffc178d9603b9ff7c8c78d88aaa9e76b6f556");
    }

    @ParameterizedTest
    @ValueSource(strings = {"train?seed=", "train?size=3", "train?count=99999999999"})
    void refusesWhatItDoesNotKnow(String rest) {
        assertThatThrownBy(() -> open(rest))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("digits:" + rest + ": ");
    }

    @Test
    @Tag("slow")
    void aStraightLineCannotTellThemApartWell() {
        assertThat(new SoftmaxRegression(open("train")).accuracy(open("test")))
                .isBetween(0.83, 0.93);
    }

    private static Source open(String rest) {
        return new DigitsType().open(rest);
    }
}
