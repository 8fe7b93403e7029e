package jdl.config;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jdl.proto.NetParameter;

/**
 * What the fields of a message are called: by their names in the schema, but in YAML a net's {@code
 * layer} is its {@code layers}, and Caffe's old {@code layers} are its {@code v1_layers}.
 */
enum Keys {
    PROTOTXT,
    YAML;

    private static final String LAYER = "layer";
    private static final String LAYERS = "layers";
    private static final String V1_LAYERS = "v1_layers";

    static Keys of(boolean yaml) {
        return yaml ? YAML : PROTOTXT;
    }

    Optional<FieldDescriptor> field(Descriptor type, String key) {
        return Optional.ofNullable(type.findFieldByName(nameInSchema(type, key)));
    }

    String key(FieldDescriptor field) {
        if (!renames(field.getContainingType())) return field.getName();
        return switch (field.getName()) {
            case LAYER -> LAYERS;
            case LAYERS -> V1_LAYERS;
            default -> field.getName();
        };
    }

    /** All keys of a message, in the schema's order. */
    Stream<String> all(Descriptor type) {
        return type.getFields().stream().map(this::key);
    }

    private String nameInSchema(Descriptor type, String key) {
        if (!renames(type)) return key;
        return switch (key) {
            case LAYERS -> LAYER;
            case V1_LAYERS -> LAYERS;
            default -> key;
        };
    }

    private boolean renames(Descriptor type) {
        return this == YAML
                && type.getFullName().equals(NetParameter.getDescriptor().getFullName());
    }

    /** The types of layers whose settings sit in this field. */
    static List<String> readers(FieldDescriptor field) {
        return field.getOptions().getExtension(jdl.proto.Options.settingsOf);
    }
}
