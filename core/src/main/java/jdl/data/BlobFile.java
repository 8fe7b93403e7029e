package jdl.data;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.proto.BlobProto;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * A file with one BlobProto, as Caffe's tools write them.
 *
 * @param name what messages call it: the setting and the path as written
 */
record BlobFile(String name, BlobProto blob) {

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
        int count = Math.max(blob.getDataCount(), blob.getDoubleDataCount());
        if (count != shape.count())
            throw new Failure(
                    Kind.CORRUPT,
                    "%s: %d values expected, but found %d".formatted(name, shape.count(), count));
        Tensor tensor = Tensor.zeros(shape);
        for (int i = 0; i < count; i++) tensor.set(i, value(i));
        return tensor;
    }

    private float value(int index) {
        return blob.getDataCount() > 0 ? blob.getData(index) : (float) blob.getDoubleData(index);
    }
}
