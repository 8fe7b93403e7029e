package jdl.data;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.proto.BlobProto;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** The mean image that Caffe's compute_image_mean writes: one BlobProto of 1×C×H×W. */
final class MeanFile {

    private static final int LIMIT = 1 << 28;

    private MeanFile() {}

    static Tensor read(String written, Shape sample) {
        BlobProto blob;
        try (var file = DataFile.open(DataFolder.ofUser().resolve(written))) {
            blob = BlobProto.parseFrom(file.rest(LIMIT));
        } catch (InvalidProtocolBufferException e) {
            throw new Failure(
                    Kind.CORRUPT,
                    "mean_file \"" + written + "\" is not a BlobProto: " + e.getMessage(),
                    e);
        }
        check(written, blob, sample);
        Tensor mean = Tensor.zeros(sample);
        for (int i = 0; i < mean.size(); i++) mean.set(i, value(blob, i));
        return mean;
    }

    private static void check(String written, BlobProto blob, Shape sample) {
        List<Long> wanted = new ArrayList<>(List.of(1L));
        for (int length : sample.dims()) wanted.add((long) length);
        if (!dims(blob).equals(wanted))
            throw Failure.config(
                    "mean_file \"%s\" holds %s, but the samples are %s"
                            .formatted(written, join(dims(blob)), sample));
        int count = Math.max(blob.getDataCount(), blob.getDoubleDataCount());
        if (count != sample.count())
            throw new Failure(
                    Kind.CORRUPT,
                    "mean_file \"%s\": %d values expected, but found %d"
                            .formatted(written, sample.count(), count));
    }

    private static List<Long> dims(BlobProto blob) {
        if (blob.hasShape()) return blob.getShape().getDimList();
        return List.of(
                (long) blob.getNum(),
                (long) blob.getChannels(),
                (long) blob.getHeight(),
                (long) blob.getWidth());
    }

    private static String join(List<Long> dims) {
        return String.join("×", dims.stream().map(String::valueOf).toList());
    }

    private static float value(BlobProto blob, int index) {
        return blob.getDataCount() > 0 ? blob.getData(index) : (float) blob.getDoubleData(index);
    }
}
