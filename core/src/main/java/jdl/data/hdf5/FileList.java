package jdl.data.hdf5;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import jdl.data.DataFile;
import jdl.data.DataFolder;
import jdl.failure.Failure;

/** The paths in a text file, one in each line. */
final class FileList {

    private static final int LIMIT = 1 << 26;

    private FileList() {}

    /** The files, found from the working folder as in Caffe, or else beside the list. */
    static List<Path> read(String written) {
        Path list = DataFolder.ofUser().resolve(written);
        String text;
        try (var file = DataFile.open(list)) {
            text = new String(file.rest(LIMIT), StandardCharsets.UTF_8);
        }
        List<Path> files =
                Arrays.stream(text.split("\\R"))
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .map(line -> found(list, line))
                        .toList();
        if (files.isEmpty())
            throw new Failure(
                    Failure.Kind.CORRUPT,
                    list + ": names no file\n    write the path of an HDF5 file in each line");
        return files;
    }

    private static Path found(Path list, String line) {
        try {
            Path path = DataFolder.ofUser().resolve(line);
            Path beside = list.resolveSibling(path);
            return Files.exists(path) || !Files.exists(beside) ? path : beside;
        } catch (InvalidPathException e) {
            throw new Failure(Failure.Kind.CORRUPT, list + ": \"" + line + "\" can be no path", e);
        }
    }
}
