package jdl.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import jdl.failure.DidYouMean;

/** Finds what somebody meant to write. */
public final class Spelling {

    private static final int SHOWN = 12;

    private Spelling() {}

    /** The known word that is nearest, if it is near enough to have been meant. */
    public static Optional<String> nearest(String word, Collection<String> known) {
        int near = 1 + word.length() / 5;
        return nearestFirst(word, known).stream()
                .findFirst()
                .filter(
                        k ->
                                DidYouMean.distance(word, k) <= near
                                        && DidYouMean.distance(word, k) < k.length());
    }

    /** "did you mean …? known keys: …", all of them or, if they are many, the nearest or first. */
    public static String advice(String word, Collection<String> known, String what) {
        String guess = nearest(word, known).map(k -> "did you mean \"" + k + "\"? ").orElse("");
        if (known.isEmpty()) return "there are no " + what;
        if (known.size() <= SHOWN) return guess + "known " + what + ": " + String.join(", ", known);
        var shown = guess.isEmpty() ? known : nearestFirst(word, known);
        String some = shown.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return guess + "known " + what + ": " + some + ", … (" + known.size() + " in all)";
    }

    private static List<String> nearestFirst(String word, Collection<String> known) {
        return known.stream()
                .sorted(Comparator.comparingInt(k -> DidYouMean.distance(word, k)))
                .toList();
    }
}
