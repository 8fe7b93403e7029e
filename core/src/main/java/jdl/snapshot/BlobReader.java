package jdl.snapshot;

import static com.google.protobuf.WireFormat.WIRETYPE_LENGTH_DELIMITED;
import static com.google.protobuf.WireFormat.WIRETYPE_VARINT;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import jdl.file.Damage;
import jdl.file.Element;
import jdl.proto.BlobProto;
import jdl.proto.BlobShape;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** Reads one BlobProto, of any age, with floats or doubles, as Caffe's Blob::FromProto does. */
final class BlobReader {

    /** Caffe's kMaxBlobAxes. */
    private static final int MAX_AXES = 32;

    // NVCaffe's own form, for blobs of any precision
    private static final int RAW_DATA_TYPE = 10;
    private static final int RAW_DIFF_TYPE = 11;
    private static final int RAW_DATA = 12;
    private static final int RAW_DIFF = 13;

    /** What NVCaffe's enum Type counts, from 0: DOUBLE, FLOAT, FLOAT16, INT, UINT, BOOL. */
    private static final List<Element> RAW_TYPES =
            List.of(Element.F64, Element.F32, Element.F16, Element.I32, Element.U32, Element.BOOL);

    private final long[] oldShape = new long[4];
    private final List<Long> shape = new ArrayList<>();
    private final Array data = new Array("raw_data");
    private final Array diff = new Array("raw_diff");
    private boolean legacy;

    private BlobReader() {}

    /**
     * A blob as it was found.
     *
     * @param legacy whether its shape is of the old kind with four axes
     * @param raw whether its values are in the form that only NVCaffe writes
     */
    record Found(Tensor data, Optional<Tensor> diff, boolean legacy, boolean raw) {}

    static Found read(CodedInputStream in) throws IOException {
        var blob = new BlobReader();
        Wire.message(in, blob::field);
        return blob.found();
    }

    /** Reads a blob that is a file of its own. */
    static Found whole(SealedFile file) {
        var blob = new BlobReader();
        file.read(blob::field);
        try {
            return blob.found();
        } catch (Damage e) {
            throw file.damaged(Damage.words(e));
        }
    }

    private boolean field(CodedInputStream in, int number, int type) throws IOException {
        return switch (number) {
            case BlobProto.NUM_FIELD_NUMBER,
                    BlobProto.CHANNELS_FIELD_NUMBER,
                    BlobProto.HEIGHT_FIELD_NUMBER,
                    BlobProto.WIDTH_FIELD_NUMBER ->
                    type == WIRETYPE_VARINT && oldDim(in, number - BlobProto.NUM_FIELD_NUMBER);
            case BlobProto.SHAPE_FIELD_NUMBER -> type == WIRETYPE_LENGTH_DELIMITED && shape(in);
            case BlobProto.DATA_FIELD_NUMBER -> data.floats.read(in, type, Element.F32);
            case BlobProto.DOUBLE_DATA_FIELD_NUMBER -> data.doubles.read(in, type, Element.F64);
            case BlobProto.DIFF_FIELD_NUMBER -> diff.floats.read(in, type, Element.F32);
            case BlobProto.DOUBLE_DIFF_FIELD_NUMBER -> diff.doubles.read(in, type, Element.F64);
            case RAW_DATA_TYPE -> data.rawType(in, type);
            case RAW_DIFF_TYPE -> diff.rawType(in, type);
            case RAW_DATA -> data.raw(in, type);
            case RAW_DIFF -> diff.raw(in, type);
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
        Values values = data.chosen();
        if (values.size() != count(dims))
            throw new Damage("has the shape " + dims + ", but " + values.size() + " values");
        Shape known = Shape.of(dims);
        Values slopes = diff.chosen();
        boolean isRaw = values == data.raw;
        if (!slopes.seen()) return new Found(values.tensor(known), Optional.empty(), legacy, isRaw);
        if (slopes.size() != values.size())
            throw new Damage(
                    "has " + values.size() + " values, but " + slopes.size() + " in its diff");
        return new Found(values.tensor(known), Optional.of(slopes.tensor(known)), legacy, isRaw);
    }

    /** The number of values that a shape is for; -1 if there can be no such shape. */
    static long count(List<Long> dims) {
        long count = 1;
        for (long dim : dims) {
            if (dim < 0 || dim > Integer.MAX_VALUE) return -1;
            count *= dim;
            if (count > Integer.MAX_VALUE) return -1;
        }
        return count;
    }

    /** The values of a blob or of its diff, in whichever of the three forms they come. */
    private static final class Array {

        private final Values floats = new Values();
        private final Values doubles = new Values();
        private final Values raw = new Values();
        private final String rawName;
        private Optional<Element> rawType = Optional.empty();

        Array(String rawName) {
            this.rawName = rawName;
        }

        boolean rawType(CodedInputStream in, int type) throws IOException {
            if (type != WIRETYPE_VARINT) return false;
            int number = in.readEnum();
            if (number < 0 || number >= RAW_TYPES.size())
                throw new Damage("has a " + rawName + "_type " + number + ", which NVCaffe lacks");
            rawType = Optional.of(RAW_TYPES.get(number));
            return true;
        }

        boolean raw(CodedInputStream in, int type) throws IOException {
            if (type != WIRETYPE_LENGTH_DELIMITED) return false;
            if (rawType.isEmpty())
                throw new Damage("has " + rawName + " without " + rawName + "_type before it");
            return raw.pack(in, rawType.get());
        }

        /** Those that Caffe takes where there are several. */
        Values chosen() {
            if (doubles.size() > 0) return doubles;
            return floats.size() > 0 || !raw.seen() ? floats : raw;
        }
    }
}
