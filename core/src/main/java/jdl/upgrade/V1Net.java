package jdl.upgrade;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import jdl.proto.LayerParameter;
import jdl.proto.NetParameter;
import jdl.proto.ParamSpec;
import jdl.proto.V1LayerParameter;

/**
 * Nets of 2014: {@code layers} with types in capitals and lists of rates, turned into {@code
 * layer}s with types by name and one {@code param} for each weight.
 */
final class V1Net {

    /** Today's names of types whose words cannot be told from the capitals alone. */
    private static final Map<String, String> NAMES =
            names(
                    """
                    NONE= ABSVAL=AbsVal ARGMAX=ArgMax BNLL=BNLL HDF5_DATA=HDF5Data
                    HDF5_OUTPUT=HDF5Output IM2COL=Im2col LRN=LRN MVN=MVN RELU=ReLU
                    SOFTMAX_LOSS=SoftmaxWithLoss TANH=TanH
                    """);

    private V1Net() {}

    static NetParameter upgraded(NetParameter net, List<String> changes) {
        if (net.getLayersCount() == 0) return net;
        changes.add("layers (V1) are now layer, with types by name and param for each weight");
        var current = net.toBuilder().clearLayers();
        net.getLayersList().forEach(layer -> current.addLayer(layer(layer)));
        return current.build();
    }

    /** Most fields are called as they were; those that are not are the ones told of here. */
    private static LayerParameter layer(V1LayerParameter old) {
        var layer = LayerParameter.newBuilder();
        old.getAllFields().forEach((field, value) -> copy(field, value, layer));
        if (old.hasType()) layer.setType(typeName(old.getType().name()));
        List<ParamSpec.Builder> params = new ArrayList<>();
        each(old.getParamList(), params, ParamSpec.Builder::setName);
        each(
                old.getBlobShareModeList(),
                params,
                (param, mode) ->
                        param.setShareMode(ParamSpec.DimCheckMode.forNumber(mode.getNumber())));
        each(old.getBlobsLrList(), params, ParamSpec.Builder::setLrMult);
        each(old.getWeightDecayList(), params, ParamSpec.Builder::setDecayMult);
        params.forEach(layer::addParam);
        return layer.build();
    }

    private static void copy(FieldDescriptor field, Object value, LayerParameter.Builder layer) {
        FieldDescriptor same = LayerParameter.getDescriptor().findFieldByName(field.getName());
        if (same == null || field.getName().equals("type") || field.getName().equals("param"))
            return;
        if (value instanceof Message || value instanceof List || value instanceof String)
            layer.setField(same, value);
    }

    private static <T> void each(
            List<T> values, List<ParamSpec.Builder> params, BiConsumer<ParamSpec.Builder, T> set) {
        while (params.size() < values.size()) params.add(ParamSpec.newBuilder());
        for (int i = 0; i < values.size(); i++) set.accept(params.get(i), values.get(i));
    }

    /** INNER_PRODUCT is InnerProduct, but RELU is ReLU. */
    static String typeName(String capitals) {
        String known = NAMES.get(capitals);
        if (known != null) return known;
        return Arrays.stream(capitals.split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.joining());
    }

    private static Map<String, String> names(String table) {
        return Arrays.stream(table.trim().split("\\s+"))
                .map(entry -> entry.split("=", 2))
                .collect(Collectors.toUnmodifiableMap(entry -> entry[0], entry -> entry[1]));
    }
}
