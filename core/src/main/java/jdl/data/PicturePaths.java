package jdl.data;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import jdl.failure.Failure;

/**
 * What paths of pictures in a list or a table are relative to: the root folder, else the working
 * folder, else the folder of the list.
 *
 * @param list the file that names the pictures
 * @param root as Caffe has it, put before a path as it is; "" where there is none
 */
public record PicturePaths(Path list, String root) {

    /**
     * The file that is meant.
     *
     * @throws Failure CORRUPT if no file can be called so
     */
    public Path resolve(String written) {
        try {
            return found(written);
        } catch (InvalidPathException e) {
            throw new Failure(
                    Failure.Kind.CORRUPT,
                    list
                            + ": names a picture \""
                            + written.replaceAll("\\p{Cntrl}", "?")
                            + "\", but no file can be called so",
                    e);
        }
    }

    private Path found(String written) {
        Path path = Path.of(root + written);
        if (!root.isEmpty()) {
            Path below = Path.of(root).resolve(written);
            return Files.exists(path) || !Files.exists(below) ? path : below;
        }
        if (path.isAbsolute() || Files.exists(path)) return path;
        Path beside = list.resolveSibling(path);
        return Files.exists(beside) ? beside : path;
    }
}
