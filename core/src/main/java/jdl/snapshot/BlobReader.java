package jdl.snapshot;

import static com.google.protobuf.WireFormat.WIRETYPE_FIXED32;
import static com.google.protobuf.WireFormat.WIRETYPE_FIXED64;
import static com.google.protobuf.WireFormat.WIRETYPE_LENGTH_DELIMITED;
import static com.google.protobuf.WireFormat.WIRETYPE_VARINT;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import jdl.file.Damage;
import jdl.proto.BlobProto;
import jdl.proto.BlobShape;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** Reads one BlobProto, of any age, with floats or doubles, as Caffe's Blob::FromProto does. */
final class BlobReader {

    /** Caffe's kMaxBlobAxes. */
    private static final int MAX_AXES = 32;

    /** NVCaffe's own packing. */
    private static final int NV_RAW_DATA = 12;

    private final long[] oldShape = new long[4];
    private final List<Long> shape = new ArrayList<>();
    private final Floats data = new Floats();
    private final Floats diff = new Floats();
    private boolean legacy;

    private BlobReader() {}

    /** A blob as it was found; {@code legacy}: its shape is of the old kind with four axes. */
    record Found(Tensor data, Optional<Tensor> diff, boolean legacy) {}

    static Found read(CodedInputStream in) throws IOException {
        var blob = new BlobReader();
        Wire.message(in, blob::field);
        return blob.found();
    }

    private boolean field(CodedInputStream in, int number, int type) throws IOException {
        return switch (number) {
            case BlobProto.NUM_FIELD_NUMBER,
                    BlobProto.CHANNELS_FIELD_NUMBER,
                    BlobProto.HEIGHT_FIELD_NUMBER,
                    BlobProto.WIDTH_FIELD_NUMBER ->
                    type == WIRETYPE_VARINT && oldDim(in, number - BlobProto.NUM_FIELD_NUMBER);
            case BlobProto.SHAPE_FIELD_NUMBER -> type == WIRETYPE_LENGTH_DELIMITED && shape(in);
            case BlobProto.DATA_FIELD_NUMBER, BlobProto.DOUBLE_DATA_FIELD_NUMBER ->
                    data.read(in, type, number == BlobProto.DOUBLE_DATA_FIELD_NUMBER);
            case BlobProto.DIFF_FIELD_NUMBER, BlobProto.DOUBLE_DIFF_FIELD_NUMBER ->
                    diff.read(in, type, number == BlobProto.DOUBLE_DIFF_FIELD_NUMBER);
            case NV_RAW_DATA ->
                    throw new Damage(
                            "is packed as raw_data, as NVCaffe does; save it there with"
                                    + " store_blobs_in_old_format: true");
            default -> false;
        };
    }

    private boolean oldDim(CodedInputStream in, int axis) throws IOException {
        oldShape[axis] = in.readInt32();
        legacy = true;
        return true;
    }

    private boolean shape(CodedInputStream in) throws IOException {
        Wire.message(in, this::dims);
        return true;
    }

    private boolean dims(CodedInputStream in, int number, int type) throws IOException {
        if (number != BlobShape.DIM_FIELD_NUMBER) return false;
        if (type == WIRETYPE_VARINT) {
            dim(in);
        } else if (type == WIRETYPE_LENGTH_DELIMITED) {
            int outer = Wire.enter(in);
            while (!in.isAtEnd()) dim(in);
            in.popLimit(outer);
        } else {
            return false;
        }
        return true;
    }

    private void dim(CodedInputStream in) throws IOException {
        if (shape.size() == MAX_AXES) throw new Damage("has more than " + MAX_AXES + " axes");
        shape.add(in.readInt64());
    }

    private Found found() throws Damage {
        List<Long> dims = legacy ? Arrays.stream(oldShape).boxed().toList() : shape;
        if (data.size() != count(dims))
            throw new Damage("has the shape " + dims + ", but " + data.size() + " values");
        Shape known = Shape.of(dims);
        if (!diff.seen()) return new Found(data.tensor(known), Optional.empty(), legacy);
        if (diff.size() != data.size())
            throw new Damage("has " + data.size() + " values, but " + diff.size() + " in its diff");
        return new Found(data.tensor(known), Optional.of(diff.tensor(known)), legacy);
    }

    /** The number of values that a shape is for; -1 if there can be no such shape. */
    private static long count(List<Long> dims) {
        long count = 1;
        for (long dim : dims) {
            if (dim < 0 || dim > Integer.MAX_VALUE) return -1;
            count *= dim;
            if (count > Integer.MAX_VALUE) return -1;
        }
        return count;
    }

    /** Values that come one by one or in packs; never more room than the file has bytes. */
    private static final class Floats {

        private float[] values = {};
        private int size;
        private boolean seen;

        boolean read(CodedInputStream in, int type, boolean wide) throws IOException {
            if (type == WIRETYPE_LENGTH_DELIMITED) {
                pack(in, wide);
            } else if (type == (wide ? WIRETYPE_FIXED64 : WIRETYPE_FIXED32)) {
                if (size == values.length) values = Arrays.copyOf(values, 16 + 2 * size);
                values[size++] = wide ? (float) in.readDouble() : in.readFloat();
            } else {
                return false;
            }
            seen = true;
            return true;
        }

        private void pack(CodedInputStream in, boolean wide) throws IOException {
            int width = wide ? Double.BYTES : Float.BYTES;
            int outer = Wire.enter(in);
            int length = in.getBytesUntilLimit();
            if (length % width != 0) throw new Damage("holds a part of a value");
            int end = size + length / width;
            values = Arrays.copyOf(values, end);
            while (size < end) values[size++] = wide ? (float) in.readDouble() : in.readFloat();
            in.popLimit(outer);
        }

        int size() {
            return size;
        }

        boolean seen() {
            return seen;
        }

        Tensor tensor(Shape shape) {
            return new Tensor(shape, values, 0);
        }
    }
}
