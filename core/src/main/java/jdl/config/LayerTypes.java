package jdl.config;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import jdl.proto.Options;
import jdl.proto.TypeRule;

/** What the schema says of layer types: where their settings sit, what they read and write. */
final class LayerTypes {

    private final Descriptor layer;
    private final Map<String, TypeRule> rules = new HashMap<>();
    private final Map<String, List<FieldDescriptor>> seats = new HashMap<>();

    /** Reads the options of {@code layer}, the message of a layer. */
    LayerTypes(Descriptor layer) {
        this.layer = layer;
        for (var rule : layer.getOptions().getExtension(Options.typeRule)) {
            rules.put(rule.getType(), rule);
        }
        var byNumber = Comparator.comparingInt(FieldDescriptor::getNumber);
        for (var field : layer.getFields().stream().sorted(byNumber).toList()) {
            for (String type : field.getOptions().getExtension(Options.settingsOf)) {
                seats.computeIfAbsent(type, t -> new ArrayList<>()).add(field);
            }
        }
    }

    boolean isField(String key) {
        return layer.findFieldByName(key) != null;
    }

    /** What a layer of that type leaves out; the plain rule for types that have none. */
    TypeRule rule(String type) {
        return rules.getOrDefault(type, TypeRule.getDefaultInstance());
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

    /** Whether a type has a seat or a rule. */
    boolean isKnown(String type) {
        return rules.containsKey(type) || seats.containsKey(type);
    }

    /** All types that have a seat or a rule. */
    Set<String> names() {
        var names = new TreeSet<>(rules.keySet());
        names.addAll(seats.keySet());
        return names;
    }

    /** The messages that hold the settings of a type, in the order of their numbers. */
    private List<FieldDescriptor> seats(String type) {
        return seats.getOrDefault(type, List.of());
    }
}
