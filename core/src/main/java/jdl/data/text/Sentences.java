package jdl.data.text;

import java.nio.charset.StandardCharsets;
import java.util.List;
import jdl.tensor.Dice;

/**
 * English-like sentences that jdl makes itself, such as "the old dogs near the river see a cat."
 * The verb agrees with a noun that may lie far before it: what a net without a memory cannot know.
 */
final class Sentences {

    private static final List<String> NOUNS =
            List.of("cat", "dog", "bird", "horse", "farmer", "child", "teacher", "sailor");
    private static final List<String> PLURALS =
            List.of(
                    "cats",
                    "dogs",
                    "birds",
                    "horses",
                    "farmers",
                    "children",
                    "teachers",
                    "sailors");
    private static final List<String> VERBS =
            List.of("sees", "follows", "likes", "finds", "remembers", "calls");
    private static final List<String> ADJECTIVES =
            List.of("old", "young", "small", "happy", "quiet", "clever");
    private static final List<String> PLACES =
            List.of("near the river", "on the hill", "in the garden", "behind the house");

    private final Dice dice;
    private final StringBuilder text = new StringBuilder();

    private Sentences(Dice dice) {
        this.dice = dice;
    }

    /** So many bytes of sentences, one a line; the last may be cut. */
    static byte[] bytes(long seed, int count) {
        var sentences = new Sentences(Dice.of(seed));
        while (sentences.text.length() < count) sentences.sentence();
        sentences.text.setLength(count);
        return sentences.text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private void sentence() {
        boolean many = dice.nextInt(2) == 0;
        subject(many);
        if (dice.nextInt(2) == 0) word(PLACES);
        verb(many);
        subject(dice.nextInt(2) == 0);
        text.setCharAt(text.length() - 1, '.');
        text.append('\n');
    }

    private void subject(boolean many) {
        text.append(many || dice.nextInt(2) == 0 ? "the " : "a ");
        if (dice.nextInt(2) == 0) word(ADJECTIVES);
        word(many ? PLURALS : NOUNS);
    }

    private void verb(boolean many) {
        String verb = VERBS.get(dice.nextInt(VERBS.size()));
        text.append(many ? verb.substring(0, verb.length() - 1) : verb).append(' ');
    }

    private void word(List<String> words) {
        text.append(words.get(dice.nextInt(words.size()))).append(' ');
    }
}
