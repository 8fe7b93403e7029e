package jdl.data;

import java.util.ArrayList;
import java.util.List;
import jdl.failure.Failure;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** The mean image that Caffe's compute_image_mean writes: one BlobProto of 1×C×H×W. */
final class MeanFile {

    private MeanFile() {}

    static Tensor read(String written, Shape sample) {
        BlobFile file = BlobFile.read("mean_file", written);
        List<Long> wanted = new ArrayList<>(List.of(1L));
        for (int length : sample.dims()) wanted.add((long) length);
        if (!file.dims().equals(wanted))
            throw Failure.config(
                    "%s holds %s, but the samples are %s"
                            .formatted(file.name(), join(file.dims()), sample));
        return file.as(sample);
    }

    private static String join(List<Long> dims) {
        return String.join("×", dims.stream().map(String::valueOf).toList());
    }
}
