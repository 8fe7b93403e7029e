package jdl.data;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.Element;
import jdl.proto.BlobProto;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * A file with one BlobProto, as Caffe's tools write them.
 *
 * @param name what messages call it: the setting and the path as written
 */
record BlobFile(String name, BlobProto blob) {

    // NVCaffe's own form, for blobs of any precision
    private static final int RAW_DATA_TYPE = 10;
    private static final int RAW_DATA = 12;

    /** What NVCaffe's enum Type counts, from 0: DOUBLE, FLOAT, FLOAT16, INT, UINT, BOOL. */
    private static final List<Element> RAW_TYPES =
            List.of(Element.F64, Element.F32, Element.F16, Element.I32, Element.U32, Element.BOOL);

    private static final int LIMIT = 1 << 28;

    static BlobFile read(String setting, String written) {
        String name = "%s \"%s\"".formatted(setting, written);
        try (var file = DataFile.open(DataFolder.ofUser().resolve(written))) {
            return new BlobFile(name, BlobProto.parseFrom(file.rest(LIMIT)));
        } catch (InvalidProtocolBufferException e) {
            throw new Failure(Kind.CORRUPT, name + " is not a BlobProto: " + e.getMessage(), e);
        }
    }

    List<Long> dims() {
        if (blob.hasShape()) return blob.getShape().getDimList();
        return List.of(
                (long) blob.getNum(),
                (long) blob.getChannels(),
                (long) blob.getHeight(),
                (long) blob.getWidth());
    }

    /** Its numbers under a shape that they fill. */
    Tensor as(Shape shape) {
        Optional<ByteBuffer> raw = raw();
        if (raw.isPresent()) return ofRaw(raw.get(), shape);
        int count = Math.max(blob.getDataCount(), blob.getDoubleDataCount());
        checkCount(shape, count);
        Tensor tensor = Tensor.zeros(shape);
        for (int i = 0; i < count; i++) tensor.set(i, value(i));
        return tensor;
    }

    /** The values of NVCaffe's form, where there are none of Caffe's. */
    private Optional<ByteBuffer> raw() {
        if (blob.getDataCount() + blob.getDoubleDataCount() > 0) return Optional.empty();
        List<ByteString> found =
                blob.getUnknownFields().getField(RAW_DATA).getLengthDelimitedList();
        return found.stream()
                .reduce((first, last) -> last)
                .map(bytes -> bytes.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN));
    }

    private Tensor ofRaw(ByteBuffer bytes, Shape shape) {
        Element element = rawType();
        checkCount(shape, bytes.remaining() / (double) element.bytes());
        Tensor tensor = Tensor.zeros(shape);
        element.read(bytes, tensor.array(), tensor.offset(), shape.count());
        return tensor;
    }

    private Element rawType() {
        List<Long> numbers = blob.getUnknownFields().getField(RAW_DATA_TYPE).getVarintList();
        long number = numbers.isEmpty() ? -1 : numbers.get(numbers.size() - 1);
        if (number < 0 || number >= RAW_TYPES.size())
            throw new Failure(
                    Kind.CORRUPT,
                    "%s: has raw_data, but no raw_data_type that NVCaffe knows".formatted(name));
        return RAW_TYPES.get((int) number);
    }

    private void checkCount(Shape shape, double count) {
        if (count != shape.count())
            throw new Failure(
                    Kind.CORRUPT,
                    "%s: %d values expected, but found %s"
                            .formatted(
                                    name,
                                    shape.count(),
                                    String.valueOf(count).replaceFirst("\\.0$", "")));
    }

    private float value(int index) {
        return blob.getDataCount() > 0 ? blob.getData(index) : (float) blob.getDoubleData(index);
    }
}
