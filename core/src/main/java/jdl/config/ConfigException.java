package jdl.config;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdl.failure.Failure;

/** All that is wrong with a config. */
public final class ConfigException extends Failure {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 20;

    private final transient List<Problem> problems;

    public ConfigException(List<Problem> problems) {
        super(Kind.CONFIG, message(problems.stream().distinct().toList()));
        this.problems = problems.stream().distinct().toList();
    }

    public ConfigException(Place place, String mistake, String wayOut) {
        this(List.of(new Problem(place, mistake, wayOut)));
    }

    public List<Problem> problems() {
        return problems;
    }

    private static String message(List<Problem> problems) {
        var lines = problems.stream().limit(SHOWN).map(Problem::toString);
        int left = problems.size() - SHOWN;
        var more = left > 0 ? Stream.of("… and " + left + " more") : Stream.<String>of();
        return Stream.concat(lines, more).collect(Collectors.joining("\n"));
    }
}
