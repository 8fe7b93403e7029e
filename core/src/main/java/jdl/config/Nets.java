package jdl.config;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import java.util.Set;
import java.util.function.UnaryOperator;
import jdl.config.Node.Listing;
import jdl.config.Node.Mapping;

/** Where in a file nets stand: the file itself, or the fields of a solver that hold a net. */
final class Nets {

    private static final String NET_MESSAGE = "caffe.NetParameter";

    static final String LAYER_MESSAGE = "caffe.LayerParameter";

    /** How YAML calls a net's list of layers; the first is the usual one. */
    static final Set<String> LAYERS = Set.of("layers", "layer");

    private Nets() {}

    static boolean isNet(Descriptor type) {
        return type.getFullName().equals(NET_MESSAGE);
    }

    /** The message of a net in a file of that type. */
    static Descriptor netType(Descriptor type) {
        if (isNet(type)) return type;
        return type.getFields().stream()
                .filter(f -> isNetKey(type, f.getName()))
                .findFirst()
                .orElseThrow()
                .getMessageType();
    }

    /** The message of a layer in a file of that type. */
    static Descriptor layerType(Descriptor type) {
        return netType(type).findFieldByName("layer").getMessageType();
    }

    /** Whether a key of a net, in either language, holds layers, be they Caffe's old ones. */
    static boolean isLayers(Descriptor net, String key, boolean yaml) {
        return Keys.of(yaml).field(net, key).filter(f -> LAYERS.contains(f.getName())).isPresent();
    }

    /** Whether a message is a whole file, or a net in one. */
    static boolean isWhole(Descriptor type) {
        return isNet(type) || type.getFields().stream().anyMatch(f -> isNetKey(type, f.getName()));
    }

    /** Changes every net by {@code net}, and all that is not part of one by {@code other}. */
    static Mapping map(
            Mapping root, Descriptor type, UnaryOperator<Mapping> net, UnaryOperator<Node> other) {
        if (isNet(type)) return net.apply(root);
        return Mappings.map(
                root,
                e ->
                        Mappings.with(
                                e,
                                isNetKey(type, e.key())
                                        ? nets(e.value(), net, other)
                                        : other.apply(e.value())));
    }

    private static Node nets(Node value, UnaryOperator<Mapping> net, UnaryOperator<Node> other) {
        if (value instanceof Mapping m) return net.apply(m);
        if (!(value instanceof Listing list)) return other.apply(value);
        return new Listing(
                list.place(), list.items().stream().map(n -> nets(n, net, other)).toList());
    }

    private static boolean isNetKey(Descriptor type, String key) {
        var field = type.findFieldByName(key);
        return field != null
                && field.getJavaType() == JavaType.MESSAGE
                && isNet(field.getMessageType());
    }
}
