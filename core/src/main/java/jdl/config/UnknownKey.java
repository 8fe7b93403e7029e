package jdl.config;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jdl.config.Node.Entry;
import jdl.config.Node.Mapping;
import jdl.config.Node.Scalar;
import jdl.failure.DidYouMean;

/** Advice for a key that its message does not have: where it belongs, or what was meant. */
final class UnknownKey {

    private final Keys keys;
    private final List<Level> levels;
    private final String key;
    private final Level here;

    /** A message on the way from the root to the mistake, and the key that led to it. */
    record Level(String key, Descriptor type, Mapping mapping) {}

    /**
     * Advice about one key.
     *
     * @param levels the messages around the key, the root first
     */
    UnknownKey(Keys keys, List<Level> levels, String key) {
        this.keys = keys;
        this.levels = levels;
        this.key = key;
        this.here = levels.get(levels.size() - 1);
    }

    /** The way out, given all that may be written here. */
    String advice(Collection<String> known) {
        Optional<String> home = inside(here).or(this::outside);
        String list = Spelling.advice(key, known, "keys");
        if (home.isEmpty() && Spelling.nearest(key, known).isEmpty()) {
            return misspeltInside().map(guess -> guess + list).orElse(list);
        }
        return home.map(h -> "\"" + key + "\" belongs " + h + (close(known) ? "; " + list : ""))
                .orElse(list);
    }

    /** Whether a known key is but one letter away, so that a typo is as likely as a wrong place. */
    private boolean close(Collection<String> known) {
        return known.stream().anyMatch(k -> DidYouMean.distance(key, k) == 1);
    }

    private Optional<String> inside(Level level) {
        var homes = homes(level);
        return homes.isEmpty()
                ? Optional.empty()
                : Optional.of("into " + String.join(" or ", homes));
    }

    /** What was meant, if it is a key of the settings that the layer's type reads. */
    private Optional<String> misspeltInside() {
        return here.type().getFields().stream()
                .filter(f -> isRead(f, here.mapping()))
                .flatMap(
                        f ->
                                Spelling.nearest(key, keys.all(f.getMessageType()).toList())
                                        .map(k -> k + "\" in " + keys.key(f))
                                        .stream())
                .findFirst()
                .map(found -> "did you mean \"" + found + "? ");
    }

    private List<String> homes(Level level) {
        var holders =
                level.type().getFields().stream()
                        .filter(f -> f.getJavaType() == JavaType.MESSAGE)
                        .filter(f -> keys.field(f.getMessageType(), key).isPresent())
                        .toList();
        var read = holders.stream().filter(f -> isRead(f, level.mapping())).toList();
        return (read.isEmpty() ? holders : read).stream().limit(3).map(keys::key).toList();
    }

    /** Whether the layer's type reads its settings from this field. */
    private static boolean isRead(FieldDescriptor field, Mapping layer) {
        return types(layer).anyMatch(Keys.readers(field)::contains);
    }

    private static Stream<String> types(Mapping layer) {
        return layer.entries().stream()
                .filter(e -> e.key().equals("type"))
                .map(Entry::value)
                .flatMap(n -> n instanceof Scalar scalar ? Stream.of(scalar.text()) : Stream.of());
    }

    private Optional<String> outside() {
        for (int i = levels.size() - 2; i >= 0; i--) {
            Level level = levels.get(i);
            String child = levels.get(i + 1).key();
            if (keys.field(level.type(), key).isPresent()) {
                return Optional.of("beside \"" + child + "\", not inside it");
            }
            var homes = homes(level);
            if (!homes.isEmpty() && homes.size() < 3) {
                return Optional.of("into " + String.join(" or ", homes) + ", not " + child);
            }
        }
        return Optional.empty();
    }
}
