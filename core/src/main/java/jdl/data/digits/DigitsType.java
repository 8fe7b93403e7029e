package jdl.data.digits;

import com.google.auto.service.AutoService;
import java.util.Map;
import jdl.data.Source;
import jdl.data.SourceType;
import jdl.failure.Failure;

/**
 * Handwritten-looking digits without any file: "digits:train", "digits:test?count=1000&amp;seed=7".
 */
@AutoService(SourceType.class)
public final class DigitsType implements SourceType {

    private static final Map<String, Integer> COUNTS = Map.of("train", 60_000, "test", 10_000);
    private static final int MOST = 10_000_000;

    @Override
    public String scheme() {
        return "digits";
    }

    @Override
    public String example() {
        return "digits:train, digits:test";
    }

    @Override
    public Source open(String rest) {
        int mark = rest.indexOf('?');
        String split = mark < 0 ? rest : rest.substring(0, mark);
        Integer usual = COUNTS.get(split);
        if (usual == null)
            throw Failure.config(
                    "digits:%s: there are \"digits:train\" and \"digits:test\"".formatted(rest));
        long count = usual;
        long seed = 0;
        String wishes = mark < 0 ? "" : rest.substring(mark + 1);
        for (String wish : wishes.isEmpty() ? new String[0] : wishes.split("&", -1)) {
            int equals = wish.indexOf('=');
            switch (equals < 0 ? wish : wish.substring(0, equals)) {
                case "count" -> count = number(wish.substring(equals + 1), 1, MOST, rest);
                case "seed" ->
                        seed =
                                number(
                                        wish.substring(equals + 1),
                                        Long.MIN_VALUE,
                                        Long.MAX_VALUE,
                                        rest);
                default ->
                        throw Failure.config(
                                "digits:%s: \"%s\" is not known\n    known: count=N, seed=N"
                                        .formatted(rest, wish));
            }
        }
        return new DigitsSource(split, (int) count, seed, new Writer(Glyphs.load()));
    }

    private static long number(String text, long least, long most, String rest) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) return number;
        } catch (NumberFormatException e) {
            // told below
        }
        throw Failure.config(
                "digits:%s: a whole number from %d to %d expected, but found \"%s\""
                        .formatted(rest, least, most, text));
    }
}
