package jdl.config;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdl.failure.Failure;

/** All that is wrong with a config. */
public final class ConfigException extends Failure {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 20;
    private static final Comparator<Problem> BY_PLACE =
            Comparator.<Problem>comparingInt(p -> p.place().line())
                    .thenComparingInt(p -> p.place().column());

    private final transient List<Problem> problems;

    public ConfigException(List<Problem> problems) {
        super(Kind.CONFIG, message(inOrder(problems)));
        this.problems = inOrder(problems);
    }

    public ConfigException(Place place, String mistake, String wayOut) {
        this(List.of(new Problem(place, mistake, wayOut)));
    }

    public List<Problem> problems() {
        return problems;
    }

    /** Each once, from the top of the file to its end; those of several files stay as they are. */
    private static List<Problem> inOrder(List<Problem> all) {
        List<Problem> problems = all.stream().distinct().toList();
        boolean oneFile = problems.stream().map(p -> p.place().file()).distinct().count() == 1;
        return oneFile ? problems.stream().sorted(BY_PLACE).toList() : problems;
    }

    private static String message(List<Problem> problems) {
        var lines = problems.stream().limit(SHOWN).map(Problem::toString);
        int left = problems.size() - SHOWN;
        var more = left > 0 ? Stream.of("… and " + left + " more") : Stream.<String>of();
        return Stream.concat(lines, more).collect(Collectors.joining("\n"));
    }
}
