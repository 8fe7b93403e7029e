package jdl.failure;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The word that was probably meant. */
public final class DidYouMean {

    /** No word of ours is longer; a longer one is like none. */
    private static final int LONGEST = 100;

    private DidYouMean() {}

    /**
     * The nearest of the known words, if one is near enough: at most a third of the letters wrong,
     * and never more than three.
     */
    public static Optional<String> nearest(Collection<String> known, String word) {
        return known.stream()
                .filter(candidate -> distance(candidate, word) <= limit(candidate, word))
                .min(
                        Comparator.comparingInt((String candidate) -> distance(candidate, word))
                                .thenComparing(Comparator.naturalOrder()));
    }

    private static int limit(String candidate, String word) {
        return Math.min(3, Math.max(1, Math.max(candidate.length(), word.length()) / 3));
    }

    /** "; did you mean "x"?", or nothing. */
    public static String among(Collection<String> known, String word) {
        return nearest(known, word).map(near -> "; did you mean \"" + near + "\"?").orElse("");
    }

    /**
     * Letters to insert, delete, replace or swap with their neighbour; case does not count (Damerau
     * 1964).
     */
    public static int distance(String a, String b) {
        if (Math.max(a.length(), b.length()) > LONGEST) return Math.max(a.length(), b.length());
        String x = a.toLowerCase(Locale.ROOT);
        String y = b.toLowerCase(Locale.ROOT);
        int[][] d = new int[x.length() + 1][y.length() + 1];
        for (int i = 0; i <= x.length(); i++) d[i][0] = i;
        for (int j = 0; j <= y.length(); j++) d[0][j] = j;
        for (int i = 1; i <= x.length(); i++) {
            for (int j = 1; j <= y.length(); j++) {
                int replace = d[i - 1][j - 1] + (x.charAt(i - 1) == y.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(replace, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                boolean swapped =
                        i > 1
                                && j > 1
                                && x.charAt(i - 1) == y.charAt(j - 2)
                                && x.charAt(i - 2) == y.charAt(j - 1);
                if (swapped) d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
            }
        }
        return d[x.length()][y.length()];
    }
}
