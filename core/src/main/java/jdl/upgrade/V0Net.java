package jdl.upgrade;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdl.failure.Failure;
import jdl.proto.NetParameter;
import jdl.proto.V1LayerParameter;

/**
 * Nets of 2013: {@code layers} that hold a {@code layer} with the settings of all types in one
 * message, turned into V1. What Caffe keeps of such a net are its name, layers, inputs, input_dim
 * and force_backward.
 */
final class V0Net {

    private static final String PADDING = "padding";

    private V0Net() {}

    static NetParameter upgraded(NetParameter net, List<String> changes) {
        if (net.getLayersList().stream().noneMatch(V1LayerParameter::hasLayer)) return net;
        changes.add("layers that hold a layer (V0) are now layers with settings of their own (V1)");
        var current = NetParameter.newBuilder();
        if (net.hasName()) current.setName(net.getName());
        for (V1LayerParameter layer : withoutPadding(net))
            current.addLayers(V0Fields.upgraded(layer, changes));
        current.addAllInput(net.getInputList()).addAllInputDim(net.getInputDimList());
        if (net.hasForceBackward()) current.setForceBackward(net.getForceBackward());
        current.setUnknownFields(net.getUnknownFields());
        return current.build();
    }

    /** A layer of type padding becomes the {@code pad} of the layer that reads it. */
    private static List<V1LayerParameter> withoutPadding(NetParameter net) {
        Map<String, V1LayerParameter> writers = new HashMap<>();
        net.getInputList().forEach(i -> writers.put(i, V1LayerParameter.getDefaultInstance()));
        List<V1LayerParameter> layers = new ArrayList<>();
        for (V1LayerParameter layer : net.getLayersList()) {
            var padded = layer.toBuilder();
            for (int i = 0; i < layer.getBottomCount(); i++) {
                V1LayerParameter writer = writers.get(layer.getBottom(i));
                if (writer == null)
                    throw blame(layer, "unknown bottom \"" + layer.getBottom(i) + "\"");
                if (!isPadding(writer)) continue;
                checkPadding(writer, layer);
                padded.setBottom(i, writer.getBottom(0));
                padded.getLayerBuilder().setPad(writer.getLayer().getPad());
            }
            if (!isPadding(layer)) layers.add(padded.build());
            for (String top : layer.getTopList()) writers.put(top, layer);
        }
        return layers;
    }

    private static boolean isPadding(V1LayerParameter layer) {
        return layer.getLayer().getType().equals(PADDING);
    }

    private static void checkPadding(V1LayerParameter padding, V1LayerParameter reader) {
        String type = reader.getLayer().getType();
        if (!type.equals("conv") && !type.equals("pool"))
            throw blame(reader, "only conv and pool may read a layer of type padding");
        if (reader.getBottomCount() != 1) throw blame(reader, "takes 1 bottom where it is padded");
        if (padding.getBottomCount() != 1 || padding.getTopCount() != 1)
            throw blame(padding, "padding takes 1 bottom and 1 top");
    }

    static Failure blame(V1LayerParameter layer, String mistake) {
        var old = layer.getLayer();
        return Failure.config(
                "layer \"%s\" (%s): %s".formatted(old.getName(), old.getType(), mistake));
    }
}
