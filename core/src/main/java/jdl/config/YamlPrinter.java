package jdl.config;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jdl.proto.LayerParameter;

/**
 * Writes messages as YAML: a key on each line, but in one line what is small and has no parts.
 *
 * <p>A layer also says what it does not have ({@code bottom: []}, {@code name: ~}), because a file
 * that is silent about it asks for the default.
 */
public final class YamlPrinter {

    private static final int WIDTH = 100;
    private static final String STEP = "  ";
    private static final Set<String> ALWAYS_SAID = Set.of("name", "bottom", "top");

    private final StringBuilder out = new StringBuilder();

    private YamlPrinter() {}

    public static String print(Message message) {
        var printer = new YamlPrinter();
        printer.fields(message, "", "");
        return printer.out.isEmpty() ? "{}\n" : printer.out.toString();
    }

    /** A message's fields, each on a line; the first stands behind {@code first}. */
    private void fields(Message message, String first, String indent) {
        String before = first;
        for (FieldDescriptor field : written(message)) {
            out.append(before).append(Keys.YAML.key(field)).append(':');
            field(field, PrototxtPrinter.values(message, field), indent);
            before = indent;
        }
    }

    private static List<FieldDescriptor> written(Message message) {
        boolean layer = message instanceof LayerParameter;
        return message.getDescriptorForType().getFields().stream()
                .filter(
                        f ->
                                (layer && ALWAYS_SAID.contains(f.getName()))
                                        || !PrototxtPrinter.values(message, f).isEmpty())
                .toList();
    }

    private void field(FieldDescriptor field, List<?> values, String indent) {
        int column = indent.length() + Keys.YAML.key(field).length() + 2;
        if (field.getJavaType() != JavaType.MESSAGE) {
            String line = inLine(field, values);
            boolean fold = values.size() > 1 && column + line.length() > WIDTH;
            out.append(' ').append(fold ? folded(field, values, indent + STEP) : line).append('\n');
        } else if (isFlat(values) && column + inLine(field, values).length() <= WIDTH) {
            out.append(' ').append(inLine(field, values)).append('\n');
        } else if (values.size() > 1 || values.get(0) instanceof LayerParameter) {
            out.append('\n');
            for (Object value : values) item((Message) value, indent + STEP);
        } else {
            out.append('\n');
            fields((Message) values.get(0), indent + STEP, indent + STEP);
        }
    }

    private void item(Message message, String indent) {
        out.append(indent).append("- ");
        boolean flat = isFlat(List.of(message));
        String line = flat ? flow(message) : "";
        if (flat && indent.length() + STEP.length() + line.length() <= WIDTH) {
            out.append(line).append('\n');
        } else {
            fields(message, "", indent + STEP);
        }
    }

    /** Whether messages are small enough by nature for one line: no layers, nothing with parts. */
    private static boolean isFlat(List<?> values) {
        return values.stream()
                .map(Message.class::cast)
                .allMatch(
                        m ->
                                written(m).isEmpty()
                                        || m.getDescriptorForType().getFields().stream()
                                                .noneMatch(
                                                        f -> f.getJavaType() == JavaType.MESSAGE));
    }

    private static String inLine(FieldDescriptor field, List<?> values) {
        if (values.isEmpty()) return field.isRepeated() ? "[]" : "~";
        var parts = values.stream().map(v -> single(field, v)).toList();
        return parts.size() == 1 ? parts.get(0) : "[" + String.join(", ", parts) + "]";
    }

    private static String single(FieldDescriptor field, Object value) {
        return value instanceof Message message ? flow(message) : YamlText.of(field, value);
    }

    private static String flow(Message message) {
        return written(message).stream()
                .map(f -> Keys.YAML.key(f) + ": " + inLine(f, PrototxtPrinter.values(message, f)))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** A long list on several lines. */
    private static String folded(FieldDescriptor field, List<?> values, String indent) {
        var lines = new StringBuilder("[");
        int column = indent.length();
        for (Object value : values) {
            String part = single(field, value);
            column += part.length() + 2;
            if (column > WIDTH || lines.length() == 1) {
                lines.append('\n').append(indent);
                column = indent.length() + part.length() + 1;
            } else {
                lines.append(' ');
            }
            lines.append(part).append(',');
        }
        lines.setLength(lines.length() - 1);
        return lines.append(']').toString();
    }
}
