package jdl.data.source;

import com.google.auto.service.AutoService;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jdl.data.DataFile;
import jdl.data.DataFolder;
import jdl.data.Source;
import jdl.data.SourceType;
import jdl.data.source.ByteSource.Table;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.proto.SourceParameter;
import jdl.tensor.Shape;

/**
 * MNIST's files, gzipped or not: a header of big-endian integers (magic, count, lengths), then
 * bytes.
 */
@AutoService(SourceType.class)
public final class IdxType implements SourceType {

    private static final int IMAGES = 0x0803;
    private static final int LABELS = 0x0801;
    private static final int LONGEST_SIDE = 1 << 14;

    @Override
    public String scheme() {
        return "idx";
    }

    @Override
    public String example() {
        return "idx:DIR/train, idx:DIR/test, idx:IMAGES,LABELS";
    }

    @Override
    public Source open(String rest, SourceParameter settings) {
        int comma = rest.indexOf(',');
        var folder = DataFolder.ofUser();
        if (comma >= 0)
            return read(
                    folder.resolve(rest.substring(0, comma)),
                    folder.resolve(rest.substring(comma + 1)));
        Path prefix = folder.resolve(rest);
        return read(find(prefix, "images", 3), find(prefix, "labels", 1));
    }

    private static Source read(Path images, Path labels) {
        try (var imageFile = DataFile.open(images);
                var labelFile = DataFile.open(labels)) {
            int[] dims = header(imageFile, IMAGES, "an image file", 3);
            int count = header(labelFile, LABELS, "a label file", 1)[0];
            if (count != dims[0])
                throw labelFile.corrupt(
                        "%d labels for the %d images of %s".formatted(count, dims[0], images));
            Shape shape = Shape.of(1, dims[1], dims[2]);
            byte[] pixels = body(imageFile, count, shape.count(), 16);
            return new ByteSource(
                    images.toString(),
                    shape,
                    count,
                    new Table(pixels, 0, shape.count()),
                    new Table(body(labelFile, count, 1, 8), 0, 1));
        }
    }

    private static int[] header(DataFile file, int magic, String what, int axes) {
        ByteBuffer header = ByteBuffer.wrap(file.exactly(4 + 4 * axes, "the header"));
        int found = header.getInt();
        if (found != magic)
            throw file.corrupt(
                    "%s should begin with 0x%08x, but begins with 0x%08x"
                            .formatted(what, magic, found));
        int[] dims = new int[axes];
        for (int i = 0; i < axes; i++) {
            dims[i] = header.getInt();
            int limit = i == 0 ? Integer.MAX_VALUE : LONGEST_SIDE;
            if (dims[i] < 1 || dims[i] > limit)
                throw file.corrupt(
                        "length %d should be 1 to %d, but is %s"
                                .formatted(i, limit, Integer.toUnsignedString(dims[i])));
        }
        return dims;
    }

    private static byte[] body(DataFile file, int count, int each, int header) {
        long length = (long) count * each;
        byte[] body = file.exactly(length, "the body (" + count + " × " + each + ")");
        file.end(header + length);
        return body;
    }

    private static Path find(Path prefix, String what, int axes) {
        return names(prefix, what, axes)
                .map(prefix::resolveSibling)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> missing(prefix));
    }

    private static Stream<String> names(Path prefix, String what, int axes) {
        return splits(prefix).stream()
                .flatMap(split -> Stream.of(split + "-" + what + "-", split + "-" + what + "."))
                .map(name -> name + "idx" + axes + "-ubyte")
                .flatMap(name -> Stream.of(name, name + ".gz"));
    }

    /** MNIST's authors call the test set "t10k", after its size. */
    private static List<String> splits(Path prefix) {
        String split = Optional.ofNullable(prefix.getFileName()).map(Path::toString).orElse("");
        return split.equals("test") ? List.of("t10k", "test") : List.of(split);
    }

    private static Failure missing(Path prefix) {
        String split = splits(prefix).get(0);
        Path folder = prefix.toAbsolutePath().getParent();
        return new Failure(
                Kind.MISSING,
                """
                idx:%s: no such files
                    expected %s-images-idx3-ubyte and %s-labels-idx1-ubyte, each perhaps with .gz, in %s
                    put them there; or `jdl data get mnist` fetches MNIST into $JDL_DATA/mnist (here %s);
                    or use the digits that jdl makes itself: "digits:train", "digits:test\""""
                        .formatted(
                                prefix,
                                split,
                                split,
                                folder,
                                DataFolder.ofUser().path().resolve("mnist")));
    }
}
