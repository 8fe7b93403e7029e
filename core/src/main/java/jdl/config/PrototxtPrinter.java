package jdl.config;

import static java.util.stream.Collectors.joining;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes messages as prototxt, laid out as Caffe's own files are. */
public final class PrototxtPrinter {

    private static final String STEP = "  ";

    private final StringBuilder out = new StringBuilder();

    private PrototxtPrinter() {}

    public static String print(Message message) {
        var printer = new PrototxtPrinter();
        printer.fields(message, "");
        return printer.out.toString();
    }

    private void fields(Message message, String indent) {
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            for (Object value : values(message, field)) field(field, value, indent);
        }
    }

    private void field(FieldDescriptor field, Object value, String indent) {
        out.append(indent).append(field.getName());
        if (field.getJavaType() != JavaType.MESSAGE) {
            out.append(": ").append(scalar(field, value)).append('\n');
            return;
        }
        Message message = (Message) value;
        String row = isRow(message) ? row(message) : "";
        if (!row.isEmpty() && indent.length() + row.length() <= 80) {
            out.append(" { ").append(row).append("}\n");
            return;
        }
        out.append(" {\n");
        fields(message, indent + STEP);
        out.append(indent).append("}\n");
    }

    /** Whether a message is nothing but a row of numbers, as a shape is. */
    private static boolean isRow(Message message) {
        var fields = message.getDescriptorForType().getFields();
        return fields.size() == 1
                && fields.get(0).isRepeated()
                && fields.get(0).getJavaType() == JavaType.LONG;
    }

    private static String row(Message message) {
        var row = new StringBuilder();
        FieldDescriptor field = message.getDescriptorForType().getFields().get(0);
        for (Object value : values(message, field)) {
            row.append(field.getName()).append(": ").append(scalar(field, value)).append(' ');
        }
        return row.toString();
    }

    /** The values of a field: none, one, or those of a repeated one. */
    static List<?> values(Message message, FieldDescriptor field) {
        if (field.isRepeated()) return (List<?>) message.getField(field);
        return message.hasField(field) ? List.of(message.getField(field)) : List.of();
    }

    private static String scalar(FieldDescriptor field, Object value) {
        if (value instanceof String text) return quoted(Utf8.encode(text));
        if (value instanceof ByteString b) return quoted(b.toString(StandardCharsets.ISO_8859_1));
        if (value instanceof EnumValueDescriptor e) return e.getName();
        return number(field, value).replace("NaN", "nan").replace("Infinity", "inf");
    }

    /** A number or truth value; not-a-number and infinity as Java has them. */
    static String number(FieldDescriptor field, Object value) {
        if (value instanceof Float f) {
            return Float.isFinite(f) ? Decimals.text(f.floatValue()) : f.toString();
        }
        if (value instanceof Double d) {
            return Double.isFinite(d) ? Decimals.text(d.doubleValue()) : d.toString();
        }
        return switch (field.getType()) {
            case UINT32, FIXED32 -> Integer.toUnsignedString((Integer) value);
            case UINT64, FIXED64 -> Long.toUnsignedString((Long) value);
            default -> value.toString();
        };
    }

    private static String quoted(String bytes) {
        return bytes.chars().mapToObj(PrototxtPrinter::escaped).collect(joining("", "\"", "\""));
    }

    private static String escaped(int c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            default -> c >= ' ' && c < 0x7f ? Character.toString(c) : String.format("\\%03o", c);
        };
    }
}
