package jdl.data.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import jdl.data.Values;
import jdl.proto.TransformationParameter;
import jdl.tensor.Dice;
import jdl.tensor.Shape;
import org.junit.jupiter.api.Test;

class StepsTest {

    private static final List<String> ALL =
            List.of(
                    "resize { height: 9 width: 14 }",
                    "resize { shorter: 11 }",
                    "random_resized_crop { size: 8 }",
                    "rotate { degrees: 30 fill: 90 }",
                    "color_jitter { brightness: 0.4 contrast: 0.4 saturation: 0.4 hue: 0.2 gray: 0.2 }");

    @Test
    void theSameDiceGiveTheSamePixelsWhateverCameBefore() {
        for (String settings : ALL) {
            Steps used = steps(settings);
            for (int seed = 0; seed < 20; seed++) {
                byte[] expected = run(steps(settings), picture(seed), true, seed);
                assertThat(run(used, picture(seed), true, seed)).isEqualTo(expected);
                assertThat(run(used, planes(seed), true, seed)).isEqualTo(expected);
            }
        }
    }

    @Test
    void otherDiceGiveOtherPixelsInTrainingAndNotInTesting() {
        for (String settings : ALL.subList(2, 5)) {
            Set<Integer> seen = new HashSet<>();
            Set<Integer> tested = new HashSet<>();
            for (int seed = 0; seed < 20; seed++) {
                seen.add(Arrays.hashCode(run(steps(settings), picture(1), true, seed)));
                tested.add(Arrays.hashCode(run(steps(settings), picture(1), false, seed)));
            }
            assertThat(seen).hasSizeGreaterThan(15);
            assertThat(tested).hasSize(1);
        }
    }

    @Test
    void settingsThatAskForNothingChangeNothing() {
        for (String settings :
                List.of(
                        "",
                        "color_jitter {}",
                        "rotate { degrees: 0 }",
                        "rotate { degrees: 1e-9 fill: 50 }",
                        "color_jitter { brightness: 1e-7 contrast: 1e-7 saturation: 1e-7 hue: 1e-9 }",
                        "resize { height: 17 width: 20 }",
                        "random_resized_crop { height: 17 width: 20 scale_min: 1 ratio_min: 1.1764706"
                                + " ratio_max: 1.1764706 }"))
            assertThat(run(steps(settings), picture(3), true, 4))
                    .as(settings)
                    .isEqualTo(Drawings.bytes(picture(3)));
    }

    @Test
    void whatASourceGaveIsNotWrittenTo() {
        for (String settings : ALL) {
            Values picture = picture(5);
            byte[] before = picture.bytes().clone();
            run(steps(settings), picture, true, 6);
            assertThat(picture.bytes()).isEqualTo(before);
        }
    }

    @Test
    void aPictureOfOneColourKeepsItWhereNoColourIsChanged() {
        for (String settings : ALL.subList(0, 4)) {
            Values flat = new Values();
            byte[] x = new byte[3 * 17 * 20];
            Arrays.fill(x, (byte) 90);
            flat.pixels(x, 0, 3, 17, 20);
            assertThat(run(steps(settings), flat, true, 7)).containsOnly(90);
        }
    }

    /** A bar to the left goes up or down. */
    @Test
    void turnsAroundTheMiddle() {
        byte[] x = new byte[17 * 17];
        for (int i = 0; i < 9; i++) x[8 * 17 + i] = (byte) 200; // from the middle to the left
        boolean up = false;
        boolean down = false;
        for (int seed = 0; seed < 1000; seed++) {
            double angle = 90 * (2 * Dice.of(seed).nextDouble() - 1);
            if (Math.abs(angle) < 89) continue;
            var bar = new Values();
            bar.pixels(x, 0, 1, 17, 17);
            var steps = new Steps(settings("rotate { degrees: 90 }"), Shape.of(1, 17, 17));
            Values turned = steps.afterCrop(bar, true, Dice.of(seed));
            assertThat(turned.get(0, 8, 2)).isZero();
            assertThat(turned.get(0, angle > 0 ? 2 : 14, 8)).isGreaterThan(150);
            assertThat(turned.get(0, angle > 0 ? 14 : 2, 8)).isZero();
            up |= angle < 0;
            down |= angle > 0;
        }
        assertThat(up && down).isTrue();
    }

    @Test
    void greyPicturesKeepTheirHueAndSaturation() {
        Values gray = new Values();
        byte[] x = new byte[300];
        for (int i = 0; i < 300; i++) x[i] = (byte) (i / 3);
        gray.pixels(x, 0, 3, 10, 10);
        assertThat(run(steps("color_jitter { saturation: 0.9 hue: 0.5 gray: 0.5 }"), gray, true, 1))
                .isEqualTo(x);
    }

    @Test
    void aThirdOfTheCircleTurnsRedIntoGreen() {
        byte[] pixels = {10, 20, (byte) 200, (byte) 200, 10, 20};
        Hue.turn(pixels, 6, 1 / 3.0);
        assertThat(pixels).containsExactly(20, (byte) 200, 10, 10, 20, (byte) 200);
    }

    @Test
    void windowsHaveTheAreaAndTheRatioThatAreAskedFor() {
        String settings =
                "random_resized_crop { size: 1 scale_min: 0.25 scale_max: 0.25 ratio_min: 1 ratio_max: 1 }";
        Values picture = new Values();
        byte[] x = new byte[400];
        picture.pixels(x, 0, 1, 20, 20);
        var steps = new Steps(settings(settings), Shape.of(1, 20, 20));
        steps.beforeCrop(picture, true, Dice.of(1));
        assertThat(picture.shape()).isEqualTo(Shape.of(1, 10, 10));
        picture.pixels(x, 0, 1, 20, 20);
        new Steps(settings("random_resized_crop { height: 1 width: 2 }"), Shape.of(1, 20, 20))
                .beforeCrop(picture, false, Dice.of(1));
        assertThat(picture.shape()).isEqualTo(Shape.of(1, 10, 20));
    }

    private static byte[] run(Steps steps, Values picture, boolean training, long seed) {
        Dice dice = Dice.of(seed);
        Values scaled = steps.beforeCrop(picture, training, dice);
        return Drawings.bytes(steps.afterCrop(scaled, training, dice));
    }

    private static Steps steps(String settings) {
        return new Steps(settings(settings), Shape.of(3, 17, 20));
    }

    private static TransformationParameter settings(String text) {
        try {
            return TextFormat.parse(text, TransformationParameter.class);
        } catch (TextFormat.ParseException e) {
            throw new AssertionError(text, e);
        }
    }

    private static Values picture(long seed) {
        byte[] x = new byte[3 * 17 * 20];
        new Random(seed).nextBytes(x);
        var values = new Values();
        values.pixels(x, 0, 3, 17, 20);
        return values;
    }

    private static Values planes(long seed) {
        byte[] pixels = picture(seed).bytes();
        byte[] x = new byte[pixels.length];
        for (int i = 0; i < x.length; i++) x[i % 3 * 340 + i / 3] = pixels[i];
        var values = new Values();
        values.planes(x, 0, 3, 17, 20);
        return values;
    }
}
