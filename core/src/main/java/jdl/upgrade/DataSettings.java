package jdl.upgrade;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdl.proto.NetParameter;
import jdl.proto.TransformationParameter;
import jdl.proto.V1LayerParameter;
import jdl.proto.V1LayerParameter.LayerType;

/**
 * Scale, mean, crop and mirror, which V1 data layers may have among their own settings, moved into
 * {@code transform_param}. As in Caffe, today's layers are left as they are.
 */
final class DataSettings {

    private static final Map<LayerType, String> SETTINGS =
            Map.of(
                    LayerType.DATA, "data_param",
                    LayerType.IMAGE_DATA, "image_data_param",
                    LayerType.WINDOW_DATA, "window_data_param");

    private static final List<String> MOVED = List.of("scale", "mean_file", "crop_size", "mirror");

    private DataSettings() {}

    /** If one layer needs it, all layers of those types get both messages, be they empty. */
    static NetParameter moved(NetParameter net, List<String> changes) {
        if (net.getLayersList().stream().noneMatch(DataSettings::isOld)) return net;
        changes.add(
                "scale, mean_file, crop_size and mirror of data layers are now transform_param");
        var moved = net.toBuilder();
        for (V1LayerParameter.Builder layer : moved.getLayersBuilderList())
            settings(layer.getType()).ifPresent(field -> move(layer, field));
        return moved.build();
    }

    private static Optional<FieldDescriptor> settings(LayerType type) {
        return Optional.ofNullable(SETTINGS.get(type))
                .map(V1LayerParameter.getDescriptor()::findFieldByName);
    }

    private static boolean isOld(V1LayerParameter layer) {
        return settings(layer.getType())
                .map(field -> (Message) layer.getField(field))
                .filter(settings -> MOVED.stream().anyMatch(name -> has(settings, name)))
                .isPresent();
    }

    private static boolean has(Message settings, String field) {
        return settings.hasField(settings.getDescriptorForType().findFieldByName(field));
    }

    private static void move(V1LayerParameter.Builder layer, FieldDescriptor field) {
        var settings = ((Message) layer.getField(field)).toBuilder();
        var transform = layer.getTransformParamBuilder();
        for (String name : MOVED) {
            var from = settings.getDescriptorForType().findFieldByName(name);
            if (!settings.hasField(from)) continue;
            var to = TransformationParameter.getDescriptor().findFieldByName(name);
            transform.setField(to, settings.getField(from));
            settings.clearField(from);
        }
        layer.setField(field, settings.build());
    }
}
