package jdl.config;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdl.config.Node.Entry;
import jdl.config.Node.Listing;
import jdl.config.Node.Mapping;
import jdl.config.Node.Scalar;
import jdl.config.Node.Style;
import jdl.config.UnknownKey.Level;

/**
 * Fills a message from a tree, led by the message's descriptor: one walk for both languages. It
 * finds all mistakes before it complains.
 */
final class MessageReader {

    private final Keys keys;
    private final List<NodePass> passes;
    // Each once: the parser, too, sees that a key is written twice.
    private final Set<Problem> problems = new LinkedHashSet<>();
    private final Map<String, Place> places = new HashMap<>();
    private final List<Level> levels = new ArrayList<>();

    private MessageReader(Keys keys, List<NodePass> passes, List<Problem> found) {
        this.keys = keys;
        this.passes = passes;
        this.problems.addAll(found);
    }

    /**
     * The message that a tree stands for.
     *
     * @param passes those that the tree went through; they know keys beyond the schema's
     * @param found the problems found until now
     */
    static <M extends Message> Parsed<M> read(
            Node root, M defaultInstance, Keys keys, List<NodePass> passes, List<Problem> found) {
        var reader = new MessageReader(keys, passes, found);
        Descriptor type = defaultInstance.getDescriptorForType();
        if (!(root instanceof Mapping mapping)) {
            throw new ConfigException(
                    root.place(), "expected keys with values, but got " + shown(root), "");
        }
        reader.places.put("", root.place());
        var builder = defaultInstance.newBuilderForType();
        reader.fill(builder, new Level(type.getName(), type, mapping), mapping.place(), "");
        // A value that a pass could not make out is no further mistake.
        var wrong = found.stream().map(Problem::place).collect(Collectors.toSet());
        reader.problems.removeIf(p -> wrong.contains(p.place()) && !found.contains(p));
        if (!reader.problems.isEmpty()) throw new ConfigException(List.copyOf(reader.problems));
        @SuppressWarnings("unchecked")
        M message = (M) builder.build();
        return new Parsed<>(message, new Places(reader.places));
    }

    private void fill(Message.Builder builder, Level level, Place place, String path) {
        levels.add(level);
        Map<FieldDescriptor, Place> seen = new HashMap<>();
        for (Entry entry : level.mapping().entries()) {
            var field = keys.field(level.type(), entry.key());
            if (field.isEmpty()) {
                unknown(level, entry);
            } else if (isFresh(field.get(), entry, seen)) {
                read(builder, field.get(), entry, path);
            }
        }
        for (FieldDescriptor field : level.type().getFields()) {
            if (field.isRequired() && !seen.containsKey(field)) missing(level, field, place);
        }
        levels.remove(levels.size() - 1);
    }

    private void unknown(Level level, Entry entry) {
        var own = passes.stream().flatMap(p -> p.keys(level.type(), level.mapping()).stream());
        List<String> known = Stream.concat(keys.all(level.type()), own).toList();
        String wayOut = new UnknownKey(keys, levels, entry.key()).advice(known);
        problem(entry.place(), "unknown key \"" + entry.key() + "\"", wayOut);
    }

    private void missing(Level level, FieldDescriptor field, Place place) {
        problem(place, level.key() + ": missing required key \"" + keys.key(field) + "\"", "");
    }

    /** Whether the field may be set by this entry; one that is not repeated can be set once. */
    private boolean isFresh(FieldDescriptor field, Entry entry, Map<FieldDescriptor, Place> seen) {
        if (isNull(entry.value())) return false;
        Place first = seen.putIfAbsent(field, entry.place());
        if (first == null || (field.isRepeated() && keys == Keys.PROTOTXT)) return true;
        String mistake = "duplicate key \"" + entry.key() + "\"";
        problem(entry.place(), mistake, "it was first set at " + first);
        return false;
    }

    private void read(Message.Builder builder, FieldDescriptor field, Entry entry, String path) {
        String name = path.isEmpty() ? field.getName() : path + "." + field.getName();
        places.putIfAbsent(name, entry.place());
        if (!field.isRepeated()) {
            value(builder, field, entry, entry.value(), name)
                    .ifPresent(value -> builder.setField(field, value));
            return;
        }
        boolean list = entry.value() instanceof Listing;
        for (Node item : entry.value() instanceof Listing l ? l.items() : List.of(entry.value())) {
            String indexed = name + "[" + builder.getRepeatedFieldCount(field) + "]";
            places.put(indexed, list ? item.place() : entry.place());
            value(builder, field, entry, item, indexed)
                    .ifPresent(value -> builder.addRepeatedField(field, value));
        }
    }

    private Optional<Object> value(
            Message.Builder builder, FieldDescriptor field, Entry entry, Node node, String path) {
        boolean message = field.getJavaType() == JavaType.MESSAGE;
        if (message && node instanceof Mapping mapping) {
            var child = builder.newBuilderForField(field);
            var level = new Level(entry.key(), field.getMessageType(), mapping);
            fill(child, level, places.getOrDefault(path, node.place()), path);
            return Optional.of(child.buildPartial());
        }
        if (!message && node instanceof Scalar scalar && !isNull(scalar)) {
            return scalar(field, entry, scalar);
        }
        String expected = message ? "keys with values" : "a single value";
        var misfit = Misfit.expected(expected, shown(node), wayOut(field, node));
        problems.add(misfit.at(node.place(), entry.key()));
        return Optional.empty();
    }

    private Optional<Object> scalar(FieldDescriptor field, Entry entry, Scalar scalar) {
        // What comes from the command line is written as in YAML, whatever the file's language.
        boolean yaml = keys == Keys.YAML || scalar.place().line() == 0;
        Scalars scalars = yaml ? new YamlScalars() : new PrototxtScalars();
        try {
            return Optional.of(scalars.read(field, scalar));
        } catch (Misfit misfit) {
            problems.add(misfit.at(scalar.place(), entry.key()));
            return Optional.empty();
        }
    }

    private static String shown(Node node) {
        if (node instanceof Scalar scalar) {
            return isNull(scalar) ? "nothing" : "\"" + scalar.text() + "\"";
        }
        return node instanceof Listing ? "a list" : "keys with values";
    }

    private static String wayOut(FieldDescriptor field, Node node) {
        boolean nested = node instanceof Listing && field.isRepeated();
        return nested ? "this is a list within a list" : "";
    }

    private static boolean isNull(Node node) {
        return node instanceof Scalar scalar && scalar.style() == Style.NULL;
    }

    private void problem(Place place, String mistake, String wayOut) {
        problems.add(new Problem(place, mistake, wayOut));
    }
}
