package jdl.data.digits;

import java.util.Map;
import jdl.failure.Failure;
import jdl.tensor.Dice;

/**
 * Which made-up digits are meant: "train", "test?count=1000&amp;seed=7".
 *
 * @param key what the samples are a function of, beside their index
 */
record Split(String name, int count, long key) {

    private static final Map<String, Integer> COUNTS = Map.of("train", 60_000, "test", 10_000);
    private static final int MOST = 10_000_000;

    /**
     * What stands behind the colon of a source; {@link Failure} where it makes no sense.
     *
     * @param scheme what stands before it, for the message
     */
    static Split parse(String scheme, String rest) {
        int mark = rest.indexOf('?');
        String name = mark < 0 ? rest : rest.substring(0, mark);
        Integer usual = COUNTS.get(name);
        if (usual == null)
            throw Failure.config(
                    "%s:%s: there are \"%1$s:train\" and \"%1$s:test\"".formatted(scheme, rest));
        long count = usual;
        long seed = 0;
        String wishes = mark < 0 ? "" : rest.substring(mark + 1);
        for (String wish : wishes.isEmpty() ? new String[0] : wishes.split("&", -1)) {
            int equals = wish.indexOf('=');
            String value = wish.substring(equals + 1);
            String source = scheme + ":" + rest;
            switch (equals < 0 ? wish : wish.substring(0, equals)) {
                case "count" -> count = number(value, 1, MOST, source);
                case "seed" -> seed = number(value, Long.MIN_VALUE, Long.MAX_VALUE, source);
                default ->
                        throw Failure.config(
                                "%s: \"%s\" is not known\n    known: count=N, seed=N"
                                        .formatted(source, wish));
            }
        }
        return new Split(name, (int) count, Dice.key(seed, name));
    }

    private static long number(String text, long least, long most, String source) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) return number;
        } catch (NumberFormatException e) {
            // told below
        }
        throw Failure.config(
                "%s: a whole number from %d to %d expected, but found \"%s\""
                        .formatted(source, least, most, text));
    }
}
