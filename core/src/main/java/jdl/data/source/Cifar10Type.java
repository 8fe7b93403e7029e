package jdl.data.source;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
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
 * CIFAR-10's binary version, gzipped or not: records of a label byte and 3×32×32 bytes, red first.
 */
@AutoService(SourceType.class)
public final class Cifar10Type implements SourceType {

    private static final Shape SHAPE = Shape.of(3, 32, 32);
    private static final int RECORD = 1 + 3 * 32 * 32;
    private static final int LONGEST_FILE = 100_000 * RECORD;

    @Override
    public String scheme() {
        return "cifar10";
    }

    @Override
    public String example() {
        return "cifar10:DIR/train, cifar10:DIR/test, cifar10:FILE,FILE";
    }

    @Override
    public Source open(String rest, SourceParameter settings) {
        return new Cifar10Source(files(rest).stream().map(Cifar10Type::read).toList());
    }

    private static List<Path> files(String rest) {
        var folder = DataFolder.ofUser();
        Path path = folder.resolve(rest);
        if (path.endsWith("train")) return list(path, "data_batch_");
        if (path.endsWith("test")) return list(path, "test_batch");
        return Arrays.stream(rest.split(",", -1)).map(folder::resolve).toList();
    }

    private static List<Path> list(Path split, String prefix) {
        Path folder = split.resolveSibling("").toAbsolutePath();
        Pattern name = Pattern.compile(Pattern.quote(prefix) + ".*\\.bin(\\.gz)?");
        if (!Files.isDirectory(folder)) throw missing(split, prefix, folder);
        try (var entries = Files.list(folder)) {
            List<Path> found =
                    entries.filter(file -> name.matcher(file.getFileName().toString()).matches())
                            .filter(Cifar10Type::isNotDouble)
                            .sorted()
                            .toList();
            if (found.isEmpty()) throw missing(split, prefix, folder);
            return found;
        } catch (IOException e) {
            throw new Failure(Kind.IO, folder + ": cannot be listed: " + e.getMessage(), e);
        }
    }

    /** Of a file and its gzipped copy only the file is read. */
    private static boolean isNotDouble(Path file) {
        String name = file.getFileName().toString();
        return !name.endsWith(".gz")
                || !Files.exists(file.resolveSibling(name.substring(0, name.length() - 3)));
    }

    private static Source read(Path path) {
        try (var file = DataFile.open(path)) {
            byte[] bytes = file.rest(LONGEST_FILE);
            if (bytes.length == 0 || bytes.length % RECORD != 0)
                throw file.corrupt(
                        "a multiple of %d bytes expected, but there are %d"
                                .formatted(RECORD, bytes.length));
            var labels = new Table(bytes, 0, RECORD);
            var source =
                    new ByteSource(
                            path.toString(),
                            SHAPE,
                            bytes.length / RECORD,
                            new Table(bytes, 1, RECORD),
                            labels);
            for (int i = 0; i < source.size(); i++)
                if (source.label(i) >= Cifar10Source.CLASSES.size())
                    throw file.corrupt(
                            "image %d should have a label below %d, but has %d"
                                    .formatted(i, Cifar10Source.CLASSES.size(), source.label(i)));
            return source;
        }
    }

    private static Failure missing(Path split, String prefix, Path folder) {
        return new Failure(
                Kind.MISSING,
                """
                cifar10:%s: no such files
                    expected %s*.bin or %s*.bin.gz (the binary version) in %s
                    put them there; or `jdl data get cifar10` fetches CIFAR-10 into $JDL_DATA/cifar10 (here %s);
                    or use the digits that jdl makes itself: "digits:train", "digits:test\""""
                        .formatted(
                                split,
                                prefix,
                                prefix,
                                folder,
                                DataFolder.ofUser().path().resolve("cifar10")));
    }
}
