package jdl.config;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What makes YAML short: the passes that turn it into its plain form, in order. */
public final class Sugar {

    private Sugar() {}

    /**
     * The passes; none of them touches prototxt.
     *
     * @param library where included files come from
     * @param given variables beside those of the file, for example the environment
     */
    public static List<NodePass> passes(Library library, Function<String, Optional<String>> given) {
        return List.of(
                new Includes(library),
                new Expansion(given),
                new Inline(),
                new FineTuning(),
                new AllSamples());
    }
}
