package jdl.config;

import java.util.Optional;
import java.util.regex.Pattern;
import jdl.config.Node.Mapping;

/**
 * Which layers {@code layer[…]} means: those of a name, perhaps of one phase alone, the one at an
 * index, or all.
 */
final class LayerSelector {

    private static final Pattern PHASED = Pattern.compile("(.+)@(TRAIN|TEST)");

    private final String text;
    private final String name;
    private final Optional<String> phase;

    LayerSelector(String text) {
        this.text = text;
        var phased = PHASED.matcher(text);
        boolean matches = phased.matches();
        name = matches ? phased.group(1) : text;
        phase = matches ? Optional.of(phased.group(2)) : Optional.empty();
    }

    boolean isAll() {
        return text.equals("*");
    }

    String name() {
        return name;
    }

    Optional<String> phase() {
        return phase;
    }

    boolean matches(Mapping layer, int index) {
        if (isAll() || text.equals(Integer.toString(index))) return true;
        boolean named = Mappings.text(layer, "name").filter(name::equals).isPresent();
        return named && phase.map(p -> isOnlyIn(layer, p)).orElse(true);
    }

    private static boolean isOnlyIn(Mapping layer, String phase) {
        String other = phase.equals("TRAIN") ? "TEST" : "TRAIN";
        return names(layer, "include", phase) || names(layer, "exclude", other);
    }

    /** Whether a rule under {@code key} names the phase. */
    private static boolean names(Mapping layer, String key, String phase) {
        return layer.entries().stream()
                .filter(e -> e.key().equals(key))
                .flatMap(e -> Mappings.items(e.value()).stream())
                .anyMatch(
                        rule ->
                                rule instanceof Mapping m
                                        && Mappings.text(m, "phase")
                                                .filter(phase::equals)
                                                .isPresent());
    }
}
