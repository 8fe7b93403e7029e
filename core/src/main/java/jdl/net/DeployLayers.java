package jdl.net;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Map;
import jdl.proto.BlobShape;
import jdl.proto.FillerParameter;
import jdl.proto.InputParameter;
import jdl.proto.LayerParameter;
import jdl.proto.ParamSpec;
import jdl.tensor.Shape;

/** Layers as a net to use has them. */
final class DeployLayers {

    private DeployLayers() {}

    static LayerParameter input(String name, List<String> tops, List<Shape> shapes) {
        var settings = InputParameter.newBuilder();
        for (Shape shape : shapes) {
            var dims = BlobShape.newBuilder();
            shape.dims().forEach(dims::addDim);
            settings.addShape(dims);
        }
        return LayerParameter.newBuilder()
                .setName(name)
                .setType("Input")
                .addAllTop(tops)
                .setInputParam(settings)
                .build();
    }

    /**
     * A layer that brings data in, with the shapes that the user gives for its tops; a top without
     * one, such as the labels, gets one number for each sample.
     */
    static LayerParameter given(LayerParameter layer, Map<String, Shape> shapes) {
        var known = layer.getTopList().stream().filter(shapes::containsKey).toList();
        if (layer.getBottomCount() > 0 || known.isEmpty()) return layer;
        Shape first = shapes.getOrDefault(known.get(0), Shape.scalar());
        Shape labels = first.rank() == 0 ? first : first.slice(0, 1);
        var all = layer.getTopList().stream().map(top -> shapes.getOrDefault(top, labels)).toList();
        return input(layer.getName(), layer.getTopList(), all);
    }

    /** A layer without what only training asks for: rates, fillers, loss weights, phases. */
    static LayerParameter bare(LayerParameter layer) {
        var bare = layer.toBuilder().clearParam().clearLossWeight().clearPropagateDown();
        bare.clearInclude().clearExclude().clearPhase();
        if (layer.getParamList().stream().anyMatch(ParamSpec::hasName))
            layer.getParamList().forEach(param -> bare.addParam(names(param)));
        if (layer.getType().equals("DummyData")) return bare.build();
        bare.getAllFields().forEach((field, value) -> unfilled(bare, field, value));
        return bare.build();
    }

    private static ParamSpec names(ParamSpec param) {
        return param.toBuilder().clearLrMult().clearDecayMult().build();
    }

    private static void unfilled(
            LayerParameter.Builder layer, FieldDescriptor field, Object settings) {
        if (field.isRepeated() || !(settings instanceof Message message)) return;
        var fewer = message.toBuilder();
        for (FieldDescriptor inner : message.getAllFields().keySet())
            if (inner.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                    && inner.getMessageType() == FillerParameter.getDescriptor())
                fewer.clearField(inner);
        layer.setField(field, fewer.build());
    }
}
