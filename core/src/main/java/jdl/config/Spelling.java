package jdl.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds what somebody meant to write. */
public final class Spelling {

    private static final int SHOWN = 12;
    private static final int LONGEST = 100;

    private Spelling() {}

    /** The known word that is nearest, if it is near enough to have been meant. */
    public static Optional<String> nearest(String word, Collection<String> known) {
        int near = 1 + word.length() / 5;
        return nearestFirst(word, known).stream()
                .findFirst()
                .filter(k -> distance(word, k) <= near && distance(word, k) < k.length());
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
        return known.stream().sorted(Comparator.comparingInt(k -> distance(word, k))).toList();
    }

    /**
     * The number of letters to add, take away, change, or swap with a neighbour (Damerau and
     * Levenshtein, each letter touched once), great and small letters being the same.
     */
    static int distance(String from, String to) {
        if (from.length() > LONGEST) return from.length();
        String a = from.toLowerCase(Locale.ROOT);
        String b = to.toLowerCase(Locale.ROOT);
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) d[i][0] = i;
        for (int j = 0; j <= b.length(); j++) d[0][j] = j;
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] =
                        Math.min(d[i - 1][j - 1] + change, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                boolean swap =
                        i > 1
                                && j > 1
                                && a.charAt(i - 1) == b.charAt(j - 2)
                                && a.charAt(i - 2) == b.charAt(j - 1);
                if (swap) d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
            }
        }
        return d[a.length()][b.length()];
    }
}
