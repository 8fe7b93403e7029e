package jdl.cli;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import jdl.failure.Failure;
import jdl.proto.BlobShape;
import jdl.proto.DummyDataParameter;
import jdl.proto.LayerParameter;
import jdl.proto.NetParameter;

/** Another number of samples in the batches of a net. */
final class BatchSize {

    private BatchSize() {}

    /** The net with this batch in all layers that data come from. */
    static NetParameter in(NetParameter net, int batch) {
        if (batch < 1)
            throw Failure.config("option --batch: at least 1 expected, but got " + batch);
        // Two other sizes differ only where there is a size at all.
        if (with(net, 1).equals(with(net, 2)))
            throw Failure.config(
                    "option --batch: no layer of this net says how large a batch is\n"
                            + "    leave it out, or give the net a layer that brings data");
        return with(net, batch);
    }

    private static NetParameter with(NetParameter net, int batch) {
        var changed = net.toBuilder();
        for (LayerParameter.Builder layer : changed.getLayerBuilderList()) set(layer, batch);
        return changed.build();
    }

    private static void set(LayerParameter.Builder layer, int batch) {
        if (layer.hasInputParam()) set(layer.getInputParamBuilder().getShapeBuilderList(), batch);
        if (layer.hasDummyDataParam()) set(layer.getDummyDataParamBuilder(), batch);
        for (FieldDescriptor field : layer.getAllFields().keySet()) {
            if (field.isRepeated() || field.getJavaType() != FieldDescriptor.JavaType.MESSAGE)
                continue;
            FieldDescriptor size = field.getMessageType().findFieldByName("batch_size");
            if (size == null) continue;
            var settings = ((Message) layer.getField(field)).toBuilder();
            layer.setField(field, settings.setField(size, batch).build());
        }
    }

    private static void set(DummyDataParameter.Builder dummy, int batch) {
        set(dummy.getShapeBuilderList(), batch);
        for (int i = 0; i < dummy.getNumCount(); i++) dummy.setNum(i, batch);
    }

    private static void set(List<BlobShape.Builder> shapes, int batch) {
        for (BlobShape.Builder shape : shapes) if (shape.getDimCount() > 0) shape.setDim(0, batch);
    }
}
