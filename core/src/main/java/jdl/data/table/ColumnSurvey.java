package jdl.data.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/** What all the fields of one column have in common. */
final class ColumnSurvey {

    private final TreeSet<String> words = new TreeSet<>();
    private final boolean collects;
    private boolean numbers = true;
    private boolean counts = true;
    private long given;
    private double mean;

    /** The sum of the squared distances from the mean (Welford 1962). */
    private double spread;

    /**
     * @param collects whether its words are of interest
     */
    ColumnSurvey(boolean collects) {
        this.collects = collects;
    }

    void see(String field) {
        if (collects) words.add(field);
        if (field.isEmpty()) return;
        double value = number(field);
        numbers &= !Double.isNaN(value);
        counts &= value >= 0 && value == Math.rint(value) && value < 1 << 24;
        given++;
        double step = value - mean;
        mean += step / given;
        spread += step * (value - mean);
    }

    /** A field as a number; not-a-number if it is none. */
    static double number(String field) {
        try {
            double value = Double.parseDouble(field);
            // Java reads "1f" and "0x1p3" too; nobody who writes tables means that.
            return Character.isLetter(field.charAt(field.length() - 1)) || Double.isInfinite(value)
                    ? Double.NaN
                    : value;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Whether every field is a number. */
    boolean areNumbers() {
        return numbers;
    }

    /** Whether every field is a whole number from 0, as classes are. */
    boolean areCounts() {
        return numbers && counts;
    }

    /** The different words, in the order of the alphabet. */
    List<String> words() {
        return new ArrayList<>(words);
    }

    /** The place of a word in the alphabet; negative if it is none of them. */
    static int place(List<String> words, String word) {
        return Collections.binarySearch(words, word);
    }

    double mean() {
        return mean;
    }

    /** The standard deviation; 1 where all values are alike. */
    double deviation() {
        return spread > 0 ? Math.sqrt(spread / given) : 1;
    }
}
