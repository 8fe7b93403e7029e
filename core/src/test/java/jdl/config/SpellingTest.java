package jdl.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import jdl.failure.DidYouMean;
import jdl.proto.ConvolutionParameter;
import jdl.proto.LayerParameter;
import jdl.proto.SolverParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One letter wrong, and the right word is found. */
class SpellingTest {

    @ParameterizedTest
    @CsvSource({
        "abc, abc, 0",
        "abc, acb, 1",
        "abc, ab, 1",
        "abc, xabc, 1",
        "abc, abd, 1",
        "abc, ABC, 0",
        "abc, cab, 2",
        "'', abc, 3",
        "kernel, kernle_, 2"
    })
    void lettersAreCounted(String a, String b, int distance) {
        assertThat(DidYouMean.distance(a, b)).isEqualTo(distance);
    }

    @Test
    void nothingNearIsNoGuess() {
        assertThat(Spelling.nearest("xyz", List.of("name", "type"))).isEmpty();
        assertThat(Spelling.nearest("x".repeat(1_000_000), List.of("name"))).isEmpty();
    }

    @Test
    void theRightKeyIsFoundForNinetyFivePercentOfTypos() {
        var random = new Random(7);
        var messages =
                List.of(
                        SolverParameter.getDescriptor(),
                        LayerParameter.getDescriptor(),
                        ConvolutionParameter.getDescriptor());
        int tries = 0;
        List<String> wrong = new ArrayList<>();
        for (var message : messages) {
            var known = Keys.YAML.all(message).toList();
            for (String key : known) {
                for (int i = 0; i < 20; i++) {
                    String typo = typo(key, random);
                    if (known.contains(typo)) continue;
                    tries++;
                    if (!Spelling.nearest(typo, known).filter(key::equals).isPresent()) {
                        wrong.add(typo + " for " + key);
                    }
                }
            }
        }
        assertThat(tries).isGreaterThan(2000);
        assertThat(wrong).hasSizeLessThan(tries / 20);
    }

    private static String typo(String word, Random random) {
        int at = random.nextInt(word.length() - 1);
        char letter = (char) ('a' + random.nextInt(26));
        String before = word.substring(0, at);
        String after = word.substring(at + 1);
        return switch (random.nextInt(4)) {
            case 0 -> before + after;
            case 1 -> before + letter + after;
            case 2 -> before + letter + word.substring(at);
            default -> before + after.charAt(0) + word.charAt(at) + after.substring(1);
        };
    }
}
