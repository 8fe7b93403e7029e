package jdl.data.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import jdl.data.DataFolder;
import jdl.file.FileName;
import jdl.file.Trouble;

/** Which kind of source a file or folder is, by its name and by what lies in it. */
public final class PlainPath {

    private static final String PICTURE = ".*\\.(jpe?g|png|bmp|gif|webp|ppm|pgm|pnm)";

    private PlainPath() {}

    /** The path as a config has it, with its kind in front, if that can be told. */
    public static Optional<String> asSource(String written) {
        Path path = DataFolder.ofUser().resolve(written);
        return (Files.isDirectory(path) ? ofFolder(path) : ofFile(lower(path)))
                .map(kind -> kind.formatted(written));
    }

    private static Optional<String> ofFile(String name) {
        if (name.equals("data.mdb") || name.endsWith(".lmdb")) return Optional.of("lmdb:%s");
        if (name.matches(PICTURE)) return Optional.of("files:%s");
        if (name.matches(".*\\.(csv|tsv|npy|npz|tar)"))
            return Optional.of(name.substring(name.length() - 3) + ":%s");
        if (name.matches(".*\\.(h5|hdf5)")) return Optional.of("hdf5:%s");
        return name.endsWith(".txt") ? Optional.of("images:%s") : Optional.empty();
    }

    private static Optional<String> ofFolder(Path folder) {
        if (Files.exists(folder.resolve("data.mdb"))) return Optional.of("lmdb:%s");
        if (Files.exists(folder.resolve("CURRENT"))) return Optional.of("leveldb:%s");
        try (var entries = Files.list(folder)) {
            boolean folders = false;
            boolean pictures = false;
            boolean shards = false;
            for (Path entry : entries.toList()) {
                folders |= Files.isDirectory(entry);
                pictures |= lower(entry).matches(PICTURE);
                shards |= lower(entry).endsWith(".tar");
            }
            if (shards) return Optional.of("tar:%s/*.tar");
            if (pictures) return Optional.of("files:%s");
            return folders ? Optional.of("folder:%s") : Optional.empty();
        } catch (IOException e) {
            throw Trouble.reading(folder, e);
        }
    }

    private static String lower(Path path) {
        return FileName.of(path).toLowerCase(Locale.ROOT);
    }
}
