package jdl.data.source;

import com.google.auto.service.AutoService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import jdl.data.Source;
import jdl.data.SourceType;
import jdl.data.source.PictureSource.Entry;
import jdl.failure.Failure;
import jdl.proto.SourceParameter;

/**
 * Image files without classes, their paths separated by line ends; folders stand for all in them.
 */
@AutoService(SourceType.class)
public final class FilesType implements SourceType {

    @Override
    public String scheme() {
        return "files";
    }

    @Override
    public String example() {
        return "files:IMAGE";
    }

    @Override
    public Source open(String rest, SourceParameter settings) {
        List<Entry> entries =
                Arrays.stream(rest.split("\n", -1))
                        .map(Path::of)
                        .flatMap(FilesType::all)
                        .map(file -> new Entry(file, 0))
                        .toList();
        if (entries.isEmpty())
            throw new Failure(Failure.Kind.MISSING, rest + ": there are no image files in it");
        return new PictureSource(entries, false, List.of(), ImageListType.color(settings));
    }

    private static Stream<Path> all(Path path) {
        return Files.isDirectory(path) ? FolderType.images(path).stream() : Stream.of(path);
    }
}
