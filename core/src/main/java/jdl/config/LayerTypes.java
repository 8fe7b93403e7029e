package jdl.config;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import jdl.proto.Options;
import jdl.proto.TypeRule;

/** What the schema says of layer types: where their settings sit, what they read and write. */
final class LayerTypes {

    private final Descriptor layer;

    /** Reads the options of {@code layer}, the message of a layer. */
    LayerTypes(Descriptor layer) {
        this.layer = layer;
    }

    boolean isField(String key) {
        return layer.findFieldByName(key) != null;
    }

    /** What a layer of that type leaves out; the plain rule for types that have none. */
    TypeRule rule(String type) {
        return layer.getOptions().getExtension(Options.typeRule).stream()
                .filter(r -> r.getType().equals(type))
                .findFirst()
                .orElse(TypeRule.getDefaultInstance());
    }

    /** The messages that hold the settings of a type, in the order of their numbers. */
    List<FieldDescriptor> seats(String type) {
        return layer.getFields().stream()
                .filter(f -> f.getOptions().getExtension(Options.settingsOf).contains(type))
                .sorted(Comparator.comparingInt(FieldDescriptor::getNumber))
                .toList();
    }

    /** The seat that an inline key of a layer means: the first that has a field of that name. */
    Optional<FieldDescriptor> seat(String type, String key) {
        if (isField(key)) return Optional.empty();
        return seats(type).stream()
                .filter(s -> s.getMessageType().findFieldByName(key) != null)
                .findFirst();
    }

    /** The settings that may stand directly in a layer of that type. */
    Set<String> inlineKeys(String type) {
        var keys = new TreeSet<String>();
        for (var seat : seats(type)) {
            for (var field : seat.getMessageType().getFields()) keys.add(field.getName());
        }
        keys.removeIf(this::isField);
        return keys;
    }

    /** All types that have a seat or a rule. */
    Set<String> names() {
        var names = new TreeSet<String>();
        for (var rule : layer.getOptions().getExtension(Options.typeRule))
            names.add(rule.getType());
        for (var field : layer.getFields()) {
            names.addAll(field.getOptions().getExtension(Options.settingsOf));
        }
        return names;
    }
}
