package jdl.snapshot;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jdl.proto.BlobProto;

/**
 * Turns messages of a dialect into Caffe's: what Caffe has under another number moves there, and
 * what lies where Caffe has something else goes. All other unknown fields stay.
 */
final class DialectTranslation {

    private final DialectTable table;
    private final Dialect dialect;
    private final Set<String> dropped = new LinkedHashSet<>();

    DialectTranslation(DialectTable table, Dialect dialect) {
        this.table = table;
        this.dialect = dialect;
    }

    /** Names of fields that went, each with its message. */
    Set<String> dropped() {
        return dropped;
    }

    Message translated(Message message) throws InvalidProtocolBufferException {
        var result = message.toBuilder();
        for (var field : table.fields(dialect, message.getDescriptorForType().getName())) {
            drop(result, field);
            if (field.becomes() > 0) move(result, field);
        }
        for (var entry : result.getAllFields().entrySet()) {
            FieldDescriptor field = entry.getKey();
            if (field.getJavaType() != JavaType.MESSAGE || isBlob(field)) continue;
            if (!field.isRepeated()) {
                result.setField(field, translated((Message) entry.getValue()));
                continue;
            }
            List<?> items = (List<?>) entry.getValue();
            for (int i = 0; i < items.size(); i++)
                result.setRepeatedField(field, i, translated((Message) items.get(i)));
        }
        return result.buildPartial();
    }

    private static boolean isBlob(FieldDescriptor field) {
        return field.getMessageType().equals(BlobProto.getDescriptor());
    }

    /** What stands under a number of Caffe's was read as Caffe's field, but is none. */
    private void drop(Message.Builder message, DialectTable.Field field) {
        FieldDescriptor own = message.getDescriptorForType().findFieldByNumber(field.number());
        if (own == null) return;
        boolean there =
                own.isRepeated() ? message.getRepeatedFieldCount(own) > 0 : message.hasField(own);
        if (!there) return;
        message.clearField(own);
        dropped.add(field.message() + "." + field.name());
    }

    private static void move(Message.Builder message, DialectTable.Field field)
            throws InvalidProtocolBufferException {
        var unknown = message.getUnknownFields();
        if (!unknown.hasField(field.number())) return;
        var value = unknown.getField(field.number());
        message.setUnknownFields(unknown.toBuilder().clearField(field.number()).build());
        message.mergeFrom(
                UnknownFieldSet.newBuilder()
                        .addField(field.becomes(), value)
                        .build()
                        .toByteString());
    }
}
