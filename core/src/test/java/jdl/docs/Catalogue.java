package jdl.docs;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jdl.layer.LayerType;
import jdl.layer.LayerTypes;
import jdl.proto.LayerParameter;
import jdl.proto.Options;

/** All installed types of layers with their settings, as one page of Markdown. */
final class Catalogue {

    private final ProtoComments comments;
    private final SourceDocs docs;
    private final LayerTypes types = LayerTypes.installed();

    /** The messages that settings are made of, met on the way. */
    private final Map<String, Descriptor> parts = new TreeMap<>();

    private final StringBuilder page = new StringBuilder();

    Catalogue(Path root) throws IOException {
        comments = new ProtoComments(root.resolve("proto/src/main/proto"));
        docs = new SourceDocs(root.resolve("core/src/main/java"));
    }

    /** The page. */
    String page() throws IOException {
        page.append("# Layers\n\n")
                .append("Made from the schema's comments and the first lines of the layers; ")
                .append("not to be written by hand.\n\n")
                .append("In YAML, settings stand directly in the layer; in prototxt in a message ")
                .append("of their own. [config.md](config.md) tells how files are written.\n");
        families().forEach(this::contents);
        for (var family : families().entrySet()) family(family.getKey(), family.getValue());
        page.append("\n## Parts of settings\n");
        for (int done = 0; done < parts.size(); done++) // parts may have parts
        new ArrayList<>(parts.values()).forEach(this::fieldsOf);
        parts.values().forEach(part -> settings("### `" + part.getName() + "`\n\n", part));
        return page.toString();
    }

    private Map<String, List<LayerType>> families() {
        return types.names().stream()
                .sorted()
                .map(types::get)
                .collect(Collectors.groupingBy(Catalogue::room, TreeMap::new, Collectors.toList()));
    }

    /** The room whose family a type belongs to; one that opens files may live elsewhere. */
    private static String room(LayerType type) {
        String room = type.getClass().getPackageName();
        if (type.isLoss()) return "jdl.layer.loss";
        return room.startsWith("jdl.data") ? "jdl.data" : room;
    }

    private void contents(String room, List<LayerType> members) {
        page.append("\n**").append(title(room)).append("**: ");
        page.append(
                members.stream()
                        .map(LayerType::name)
                        .map(n -> "[" + n + "](#" + n.toLowerCase(Locale.ROOT) + ")")
                        .collect(Collectors.joining(", ", "", "\n")));
    }

    private static String title(String room) {
        String name = room.substring(room.lastIndexOf('.') + 1);
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private void family(String room, List<LayerType> members) throws IOException {
        page.append("\n## ").append(title(room)).append("\n\n");
        page.append(docs.ofPackage(room)).append("\n");
        for (LayerType type : members) type(type);
    }

    /** What the class of a type says; a type that is part of its layer has the layer's words. */
    String doc(LayerType type) throws IOException {
        Class<?> outer = type.getClass();
        while (outer.isMemberClass()) outer = outer.getNestHost();
        return docs.ofClass(outer).replaceFirst("^The type \"" + type.name() + "\": ", "");
    }

    private void type(LayerType type) throws IOException {
        page.append("\n### ").append(type.name()).append("\n\n").append(doc(type)).append("\n\n");
        page.append("Bottoms: ").append(type.bottoms()).append(" · tops: ").append(type.tops());
        page.append(type.isLoss() ? " · a loss\n" : "\n");
        for (FieldDescriptor seat : seats(type.name())) {
            page.append("\n").append(spelling(type.name(), seat));
            settings("`" + seat.getName() + "`: ", seat.getMessageType());
        }
    }

    private static List<FieldDescriptor> seats(String type) {
        return LayerParameter.getDescriptor().getFields().stream()
                .filter(f -> f.getOptions().getExtension(Options.settingsOf).contains(type))
                .filter(f -> f.getJavaType() == JavaType.MESSAGE)
                .toList();
    }

    /** How the first setting is written in either language. */
    private static String spelling(String type, FieldDescriptor seat) {
        List<FieldDescriptor> fields = seat.getMessageType().getFields();
        if (fields.isEmpty()) return "";
        FieldDescriptor field = fields.get(0);
        boolean message = field.getJavaType() == JavaType.MESSAGE;
        String key = field.getName();
        boolean direct = LayerParameter.getDescriptor().findFieldByName(key) == null;
        String yaml = key + ": " + (message ? "{…}" : "…");
        String inline = direct ? yaml : seat.getName() + ": {" + yaml + "}";
        String prototxt = message ? key + " { … }" : key + ": …";
        return "`{type: %s, %s}` in YAML, `type: \"%s\" %s { %s }` in prototxt.%n"
                .formatted(type, inline, type, seat.getName(), prototxt);
    }

    private void settings(String head, Descriptor message) {
        String about = comments.of(name(message));
        page.append("\n").append(head).append(about);
        page.append("\n");
        if (!message.getFields().isEmpty()) page.append(fieldsOf(message));
    }

    private String fieldsOf(Descriptor message) {
        var table = new StringBuilder("\n| setting | default | range | |\n|---|---|---|---|\n");
        for (FieldDescriptor field : message.getFields()) {
            if (field.getJavaType() == JavaType.MESSAGE)
                parts.putIfAbsent(field.getMessageType().getFullName(), field.getMessageType());
            String range = field.getOptions().getExtension(Options.range);
            table.append("| `").append(field.getName()).append("` | ").append(standard(field));
            table.append(" | ").append(range).append(" | ").append(cell(about(field)));
            table.append(" |\n");
        }
        return table.toString();
    }

    private static String standard(FieldDescriptor field) {
        if (field.getJavaType() == JavaType.MESSAGE)
            return (field.isRepeated() ? "list of " : "") + field.getMessageType().getName();
        if (field.isRepeated()) return "list";
        if (!field.hasDefaultValue()) return "";
        Object value = field.getDefaultValue();
        if (value instanceof EnumValueDescriptor e) return "`" + e.getName() + "`";
        if (value instanceof Float f && f == Math.rint(f) && Math.abs(f) < 1e6f)
            return "`" + f.longValue() + "`";
        return "`" + value + "`";
    }

    private String about(FieldDescriptor field) {
        String own = comments.of(name(field.getContainingType()) + "." + field.getName());
        if (field.getJavaType() != JavaType.ENUM) return own;
        EnumDescriptor kind = field.getEnumType();
        String scope =
                kind.getContainingType() == null
                        ? kind.getName()
                        : name(kind.getContainingType()) + "." + kind.getName();
        return kind.getValues().stream()
                .map(v -> "`" + v.getName() + "`: " + comments.of(scope + "." + v.getName()))
                .collect(Collectors.joining(" ", own + " ", ""));
    }

    /** A message's name with those around it, without the package. */
    private static String name(Descriptor message) {
        return message.getContainingType() == null
                ? message.getName()
                : name(message.getContainingType()) + "." + message.getName();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").strip();
    }
}
