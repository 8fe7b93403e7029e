package jdl.failure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A name, or several by a star that stands for any letters. */
public record NamePattern(String text) {

    public boolean matches(String name) {
        String expression =
                Arrays.stream(text.split("\\*", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*"));
        return Pattern.compile(expression, Pattern.DOTALL).matcher(name).matches();
    }

    /**
     * The names that patterns choose; {@link Failure} (CONFIG) for a pattern that chooses none.
     *
     * @param setting where the patterns stand
     * @param names what they may choose from
     */
    public static Set<String> chosen(
            String setting, Collection<String> patterns, Collection<String> names) {
        Set<String> chosen = new LinkedHashSet<>();
        for (String text : patterns) {
            var pattern = new NamePattern(text);
            List<String> found = names.stream().filter(pattern::matches).toList();
            if (found.isEmpty()) throw unknown(setting, text, names);
            chosen.addAll(found);
        }
        return chosen;
    }

    /** The complaint of a name that is none of the known ones. */
    public static Failure unknown(String setting, String name, Collection<String> names) {
        List<String> few = new ArrayList<>(new LinkedHashSet<>(names));
        String more = few.size() > 12 ? ", … (" + few.size() + " in all)" : "";
        return Failure.config(
                "%s: there is no layer \"%s\"%s\n    layers with weights: %s%s"
                        .formatted(
                                setting,
                                name,
                                DidYouMean.among(few, name),
                                String.join(", ", few.subList(0, Math.min(12, few.size()))),
                                more));
    }
}
