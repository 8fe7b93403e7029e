package jdl.snapshot;

import static com.google.protobuf.WireFormat.WIRETYPE_FIXED32;
import static com.google.protobuf.WireFormat.WIRETYPE_FIXED64;
import static com.google.protobuf.WireFormat.WIRETYPE_LENGTH_DELIMITED;
import static com.google.protobuf.WireFormat.WIRETYPE_VARINT;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import java.io.IOException;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import jdl.proto.LayerParameter;
import jdl.proto.V0LayerParameter;
import jdl.proto.V1LayerParameter;
import jdl.snapshot.LayerReader.Era;

/**
 * What in a binary message cannot be Caffe's own: fields that Caffe lacks or writes in another
 * form, and layer types that it does not have.
 */
final class DialectEvidence {

    private final DialectTable table;

    /** What was met, and who writes it. */
    private final Map<String, Set<Dialect>> signs = new TreeMap<>();

    private final Set<Era> eras = EnumSet.noneOf(Era.class);

    DialectEvidence(DialectTable table) {
        this.table = table;
    }

    /** What is done with the fields of a message. */
    Wire.Field fieldsOf(Descriptor message) {
        return (in, number, wire) -> field(in, message, number, wire);
    }

    private boolean field(CodedInputStream in, Descriptor message, int number, int wire)
            throws IOException {
        FieldDescriptor own = message.findFieldByNumber(number);
        if (own == null || !possible(own, wire)) note(message, number, wire);
        if (own == null || wire != WIRETYPE_LENGTH_DELIMITED) return false;
        if (own.getJavaType() == JavaType.MESSAGE) era(own.getMessageType());
        if (isLayerType(own)) {
            String type = in.readString();
            note("layer type " + type, table.with(type));
            return true;
        }
        // The bytes may be a message of another dialect's.
        boolean inside = own.getJavaType() == JavaType.MESSAGE;
        if (!inside || table.has(message.getName(), number)) return false;
        Wire.message(in, fieldsOf(own.getMessageType()));
        return true;
    }

    private void era(Descriptor message) {
        if (message.equals(LayerParameter.getDescriptor())) eras.add(Era.V2);
        if (message.equals(V1LayerParameter.getDescriptor())) eras.add(Era.V1);
        if (message.equals(V0LayerParameter.getDescriptor())) eras.add(Era.V0);
    }

    /** The oldest form that a layer is in. */
    Optional<Era> era() {
        return eras.stream().min(Comparator.naturalOrder());
    }

    private static boolean isLayerType(FieldDescriptor field) {
        return field.getNumber() == LayerParameter.TYPE_FIELD_NUMBER
                && field.getContainingType().equals(LayerParameter.getDescriptor());
    }

    private static boolean possible(FieldDescriptor field, int wire) {
        boolean packed = field.isRepeated() && wire == WIRETYPE_LENGTH_DELIMITED;
        return packed || wire == plain(field);
    }

    /** How a value of a field is written when it is not packed. */
    private static int plain(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case FLOAT -> WIRETYPE_FIXED32;
            case DOUBLE -> WIRETYPE_FIXED64;
            case STRING, BYTE_STRING, MESSAGE -> WIRETYPE_LENGTH_DELIMITED;
            case INT, LONG, BOOLEAN, ENUM -> WIRETYPE_VARINT;
        };
    }

    private void note(Descriptor message, int number, int wire) {
        var dialects = table.with(message.getName(), number, wire);
        note("field %d of %s".formatted(number, message.getName()), dialects);
    }

    private void note(String sign, Set<Dialect> dialects) {
        if (!dialects.isEmpty()) signs.put(sign, dialects);
    }

    /** What was met, and who writes it. */
    Map<String, Set<Dialect>> signs() {
        return Collections.unmodifiableMap(signs);
    }

    /** The dialect that explains the most, of equals the first; Caffe where nothing is foreign. */
    Dialect dialect() {
        Dialect best = Dialect.BVLC;
        for (Dialect dialect : Dialect.values())
            if (explained(dialect) > explained(best)) best = dialect;
        return best;
    }

    private long explained(Dialect dialect) {
        return signs.values().stream().filter(dialects -> dialects.contains(dialect)).count();
    }
}
