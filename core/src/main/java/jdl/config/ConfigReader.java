package jdl.config;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import jdl.config.Node.Mapping;

/** Reads messages from texts: the front door of this room. */
public final class ConfigReader {

    // A line that only YAML has: a list item, a key whose value begins below, a document's start.
    private static final Pattern YAML_LINE =
            Pattern.compile(
                    "^(?:\\s*- |\\s*-$|\\s*[\\w.<\"']+:\\s*(?:#.*)?$|---|%YAML|\\{)",
                    Pattern.MULTILINE);

    private final List<NodePass> passes;

    /**
     * A reader with passes.
     *
     * @param passes what happens to a tree before it is read, in order
     */
    public ConfigReader(List<NodePass> passes) {
        this.passes = List.copyOf(passes);
    }

    /** The message in a text; throws a {@link ConfigException} with all that is wrong. */
    public <M extends Message> Parsed<M> read(Text text, M defaultInstance) {
        boolean yaml = isYaml(text);
        Descriptor type = defaultInstance.getDescriptorForType();
        List<Problem> problems = new ArrayList<>();
        Node root = parse(text, problems);
        for (NodePass pass : passes) root = pass.apply(root, type, yaml, problems);
        return MessageReader.read(root, defaultInstance, Keys.of(yaml), passes, problems);
    }

    /**
     * Of several messages, the one that has most of the text's keys; the first, if there is a tie.
     */
    public <M extends Message> M bestFit(Text text, List<M> candidates) {
        Node root = parse(text);
        Keys keys = Keys.of(isYaml(text));
        return candidates.stream()
                .sorted(Comparator.comparingLong(m -> -known(root, m.getDescriptorForType(), keys)))
                .findFirst()
                .orElseThrow();
    }

    private static long known(Node root, Descriptor type, Keys keys) {
        if (!(root instanceof Mapping mapping)) return 0;
        return mapping.entries().stream()
                .filter(e -> keys.field(type, e.key()).isPresent())
                .count();
    }

    /** What a text says, before any pass. */
    public static Node parse(Text text) {
        List<Problem> problems = new ArrayList<>();
        Node root = parse(text, problems);
        if (!problems.isEmpty()) throw new ConfigException(problems);
        return root;
    }

    private static Node parse(Text text, List<Problem> problems) {
        return isYaml(text) ? YamlParser.parse(text, problems) : PrototxtParser.parse(text);
    }

    /** Whether a text is YAML by its name or, if that does not tell, by its looks. */
    public static boolean isYaml(Text text) {
        String name = text.name().toLowerCase(Locale.ROOT);
        // Markdown has YAML at its head.
        if (name.matches(".*\\.(ya?ml|md)")) return true;
        boolean prototxt = name.matches(".*\\.(prototxt|pbtxt|txt)");
        return !prototxt && YAML_LINE.matcher(text.content()).find();
    }
}
