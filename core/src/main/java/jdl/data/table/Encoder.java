package jdl.data.table;

import java.util.List;
import java.util.OptionalDouble;
import jdl.failure.Failure;

/** How the fields of one column become numbers. */
sealed interface Encoder {

    /** How many numbers a field becomes. */
    int width();

    /** Writes them; {@link Failure} if the field is none that can be meant. */
    void put(String field, float[] row, int at);

    /**
     * {@code (x - mean) / deviation}.
     *
     * @param missing what an empty field counts as
     */
    record Scaled(double mean, double deviation, OptionalDouble missing) implements Encoder {

        boolean isPlain() {
            return mean == 0 && deviation == 1;
        }

        /** The number as it is. */
        static final Scaled PLAIN = new Scaled(0, 1, OptionalDouble.empty());

        @Override
        public int width() {
            return 1;
        }

        @Override
        public void put(String field, float[] row, int at) {
            double value = field.isEmpty() ? empty() : ColumnSurvey.number(field);
            if (Double.isNaN(value))
                throw corrupt(
                        "a number expected, but found \""
                                + field
                                + "\"; if it is a word, name its column in source_param.table.categorical");
            row[at] = (float) ((value - mean) / deviation);
        }

        private double empty() {
            return missing.orElseThrow(
                    () ->
                            corrupt(
                                    "a number expected, but the field is empty; say what to take: source_param.table.missing"));
        }
    }

    /** A 1 at the word's place among zeros. */
    record OneHot(List<String> words) implements Encoder {
        @Override
        public int width() {
            return words.size();
        }

        @Override
        public void put(String field, float[] row, int at) {
            row[at + place(words, field)] = 1;
        }
    }

    /** The word's place. */
    record Index(List<String> words) implements Encoder {
        @Override
        public int width() {
            return 1;
        }

        @Override
        public void put(String field, float[] row, int at) {
            row[at] = place(words, field);
        }
    }

    private static int place(List<String> words, String word) {
        int place = ColumnSurvey.place(words, word);
        if (place < 0)
            throw corrupt(
                    "\"%s\" is none of the %d words of this column, such as \"%s\""
                            .formatted(word, words.size(), words.isEmpty() ? "" : words.get(0)));
        return place;
    }

    private static Failure corrupt(String what) {
        return new Failure(Failure.Kind.CORRUPT, what);
    }
}
