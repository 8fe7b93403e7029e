package jdl.data.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import jdl.file.FileName;
import jdl.file.Trouble;

/** Which kind of source a file or folder is, by its name and by what lies in it. */
public final class PlainPath {

    private static final String PICTURE = ".*\\.(jpe?g|png|bmp|gif|webp|ppm|pgm|pnm)";

    private PlainPath() {}

    /** The scheme to read it by, if there is one. */
    public static Optional<String> scheme(Path path) {
        return Files.isDirectory(path) ? ofFolder(path) : ofFile(lower(path));
    }

    private static Optional<String> ofFile(String name) {
        if (name.equals("data.mdb") || name.endsWith(".lmdb")) return Optional.of("lmdb");
        if (name.matches(PICTURE)) return Optional.of("files");
        if (name.matches(".*\\.(csv|tsv|npy|npz|tar)"))
            return Optional.of(name.substring(name.length() - 3));
        return name.endsWith(".txt") ? Optional.of("images") : Optional.empty();
    }

    private static Optional<String> ofFolder(Path folder) {
        if (Files.exists(folder.resolve("data.mdb"))) return Optional.of("lmdb");
        if (Files.exists(folder.resolve("CURRENT"))) return Optional.of("leveldb");
        try (var entries = Files.list(folder)) {
            boolean folders = false;
            boolean pictures = false;
            boolean shards = false;
            for (Path entry : entries.toList()) {
                folders |= Files.isDirectory(entry);
                pictures |= lower(entry).matches(PICTURE);
                shards |= lower(entry).endsWith(".tar");
            }
            if (shards) return Optional.of("tar");
            if (pictures) return Optional.of("files");
            return folders ? Optional.of("folder") : Optional.empty();
        } catch (IOException e) {
            throw Trouble.reading(folder, e);
        }
    }

    private static String lower(Path path) {
        return FileName.of(path).toLowerCase(Locale.ROOT);
    }
}
