package jdl.data;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What paths of pictures in a list or a table are relative to: the root folder, else the working
 * folder, else the folder of the list.
 *
 * @param list the file that names the pictures
 * @param root as Caffe has it, put before a path as it is; "" where there is none
 */
public record PicturePaths(Path list, String root) {

    public Path resolve(String written) {
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
