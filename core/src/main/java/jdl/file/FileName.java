package jdl.file;

import java.nio.file.Path;

/** The parts of a path, which Java gives as null where there are none. */
public final class FileName {

    private FileName() {}

    /** The folder of a file, from the root. */
    public static Path folder(Path file) {
        Path absolute = file.toAbsolutePath();
        Path parent = absolute.getParent();
        return parent == null ? absolute : parent;
    }

    /** A file's name without its folders. */
    public static String of(Path file) {
        Path name = file.getFileName();
        return name == null ? "" : name.toString();
    }
}
