package jdl.snapshot;

import static com.google.protobuf.CodedOutputStream.computeMessageSizeNoTag;
import static com.google.protobuf.CodedOutputStream.computeTagSize;
import static com.google.protobuf.CodedOutputStream.computeUInt64SizeNoTag;
import static com.google.protobuf.WireFormat.WIRETYPE_LENGTH_DELIMITED;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import jdl.proto.BlobProto;
import jdl.proto.BlobShape;
import jdl.tensor.Tensor;

/** Writes tensors as BlobProtos, float by float, without a message that holds them all. */
final class BlobWriter {

    private BlobWriter() {}

    /** The bytes of a field of blobs; {@code diffs} holds one for each or is empty. */
    static long size(int field, List<Tensor> blobs, List<Tensor> diffs) {
        long size = 0;
        for (int i = 0; i < blobs.size(); i++)
            size += delimited(field, size(blobs.get(i), diff(diffs, i)));
        return size;
    }

    static void write(CodedOutputStream out, int field, List<Tensor> blobs, List<Tensor> diffs)
            throws IOException {
        for (int i = 0; i < blobs.size(); i++) {
            head(out, field, size(blobs.get(i), diff(diffs, i)));
            write(out, blobs.get(i), diff(diffs, i));
        }
    }

    /** The bytes of a field of so many bytes, with its tag and length. */
    static long delimited(int field, long length) {
        return computeTagSize(field) + computeUInt64SizeNoTag(length) + length;
    }

    static void head(CodedOutputStream out, int field, long length) throws IOException {
        out.writeTag(field, WIRETYPE_LENGTH_DELIMITED);
        out.writeUInt64NoTag(length);
    }

    private static long size(Tensor data, Optional<Tensor> diff) {
        long floats = delimited(BlobProto.DATA_FIELD_NUMBER, 4L * data.size());
        return computeTagSize(BlobProto.SHAPE_FIELD_NUMBER)
                + computeMessageSizeNoTag(shape(data))
                + (diff.isPresent() ? 2 : 1) * floats;
    }

    private static void write(CodedOutputStream out, Tensor data, Optional<Tensor> diff)
            throws IOException {
        out.writeMessage(BlobProto.SHAPE_FIELD_NUMBER, shape(data));
        floats(out, BlobProto.DATA_FIELD_NUMBER, data);
        if (diff.isPresent()) floats(out, BlobProto.DIFF_FIELD_NUMBER, diff.get());
    }

    private static void floats(CodedOutputStream out, int field, Tensor tensor) throws IOException {
        head(out, field, 4L * tensor.size());
        for (int i = 0; i < tensor.size(); i++) out.writeFloatNoTag(tensor.get(i));
    }

    private static BlobShape shape(Tensor tensor) {
        var shape = BlobShape.newBuilder();
        for (int dim : tensor.shape().dims()) shape.addDim(dim);
        return shape.build();
    }

    private static Optional<Tensor> diff(List<Tensor> diffs, int index) {
        return diffs.isEmpty() ? Optional.empty() : Optional.of(diffs.get(index));
    }
}
