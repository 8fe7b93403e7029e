package jdl.config;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.Base64;
import java.util.regex.Pattern;

/** Single values as YAML writes them: quotes only where a plain text would mean something else. */
final class YamlText {

    private static final Pattern PLAIN =
            Pattern.compile("(?:[A-Za-z_/]|\\.\\.?/)[\\w./+-]*(?: [\\w./+-]+)*");
    // Not texts, to us or to others who read YAML.
    private static final Pattern WORD =
            Pattern.compile("(?i)null|true|false|yes|no|on|off|y|n|inf|nan");

    private YamlText() {}

    static String of(FieldDescriptor field, Object value) {
        // A variable begins with "${"; two dollars mean one that begins nothing.
        if (value instanceof String text)
            return isPlain(text) ? text : quoted(text.replace("${", "$${"));
        if (value instanceof ByteString b) {
            return "\"" + Base64.getEncoder().encodeToString(b.toByteArray()) + "\"";
        }
        if (value instanceof EnumValueDescriptor name) return name.getName();
        return PrototxtPrinter.number(field, value)
                .replace("NaN", ".nan")
                .replace("Infinity", ".inf");
    }

    private static boolean isPlain(String text) {
        return PLAIN.matcher(text).matches() && !WORD.matcher(text).matches();
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> quoted.append(escaped(c)));
        return quoted.append('"').toString();
    }

    private static String escaped(int c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            default -> {
                boolean shown = (c >= ' ' && c < 0x7f) || Character.isLetterOrDigit(c);
                if (shown) yield Character.toString(c);
                yield String.format(c < 0x10000 ? "\\u%04x" : "\\U%08x", c);
            }
        };
    }
}
