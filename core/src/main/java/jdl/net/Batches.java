package jdl.net;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Optional;
import jdl.failure.Failure;
import jdl.layer.Reads;
import jdl.proto.BlobShape;
import jdl.proto.DummyDataParameter;
import jdl.proto.LayerParameter;
import jdl.proto.NetParameter;

/** How many samples a net takes in a pass. */
public final class Batches {

    private Batches() {}

    /**
     * What a net reads.
     *
     * @param size how many samples there are
     * @param batch how many a pass takes
     */
    public record Count(long size, int batch) {}

    /** What a net reads; {@link Failure} with this way out if it cannot tell. */
    public static Count count(NetPlan plan, String wayOut) {
        Reads reads =
                reads(plan)
                        .orElseThrow(
                                () ->
                                        Failure.config(
                                                "no layer of this net knows how many samples there are\n    "
                                                        + wayOut));
        return new Count(reads.size(), reads.batch());
    }

    /** The layer that says how many samples there are; all that read have to agree. */
    public static Optional<Reads> reads(NetPlan plan) {
        List<Reads> all =
                plan.steps().stream()
                        .map(Step::layer)
                        .filter(Reads.class::isInstance)
                        .map(Reads.class::cast)
                        .toList();
        boolean agree =
                all.stream().map(r -> List.of(r.size(), (long) r.batch())).distinct().count() == 1;
        return agree ? Optional.of(all.get(0)) : Optional.empty();
    }

    /** The net with another batch in all layers that data come from. */
    public static NetParameter with(NetParameter net, int batch) {
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
