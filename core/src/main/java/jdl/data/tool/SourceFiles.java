package jdl.data.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import jdl.data.DataFolder;
import jdl.data.Source;
import jdl.data.source.Shards;
import jdl.failure.Failure;
import jdl.file.FileName;
import jdl.file.Trouble;

/**
 * The files that a source is made of: those that it names, all below the folders that it names, all
 * beside the beginning of a name, and those that its records' keys name.
 */
public final class SourceFiles {

    private final NavigableSet<Path> found = new TreeSet<>();

    private SourceFiles() {}

    /** Those of an open source, which is written with its kind. */
    public static NavigableSet<Path> of(String written, Source source) {
        var files = new SourceFiles();
        int colon = written.indexOf(':');
        files.addNamed(written.substring(0, colon), written.substring(colon + 1));
        files.addKeys(source);
        if (files.found.isEmpty())
            throw Failure.config(
                    written + ": is made of no files, so there is nothing to keep a manifest of");
        return files.found;
    }

    private void addNamed(String kind, String rest) {
        List<Path> paths = paths(kind, rest);
        List<Path> there = paths.stream().filter(Files::exists).toList();
        there.forEach(this::add);
        // The beginning of names, such as DIR/train, means files in the folder.
        if (there.isEmpty() && rest.contains("/")) {
            Path folder = FileName.folder(paths.get(0));
            if (Files.isDirectory(folder)) add(folder);
        }
    }

    private static List<Path> paths(String kind, String rest) {
        if (kind.equals("tar")) return Shards.of(rest);
        var folder = DataFolder.ofUser();
        if (exists(folder, rest)) return List.of(folder.resolve(rest));
        if (kind.equals("folder"))
            return List.of(folder.resolve(rest.replaceFirst("\\?[^/?]*$", "")));
        return Arrays.stream(rest.split("[,\n]", -1)).map(folder::resolve).toList();
    }

    private static boolean exists(DataFolder folder, String written) {
        try {
            return Files.exists(folder.resolve(written));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private void add(Path path) {
        try (Stream<Path> all = Files.walk(path)) {
            all.filter(Files::isRegularFile).map(SourceFiles::plain).forEach(found::add);
        } catch (IOException e) {
            throw Trouble.reading(path, e);
        } catch (UncheckedIOException e) {
            throw Trouble.reading(path, new IOException(e));
        }
    }

    /** Keys are paths of files, or begin with one: "FILE, row 3", "FILE:3". */
    private void addKeys(Source source) {
        String last = "";
        for (long i = 0; i < source.size(); i++) {
            String file = source.key(i).replaceFirst("(, [^,]*|:\\d+)$", "");
            String whole = source.key(i);
            if (!file.equals(last)) addKey(file);
            if (!whole.equals(file)) addKey(whole);
            last = file;
        }
    }

    private void addKey(String key) {
        try {
            Path path = Path.of(key);
            if (Files.isRegularFile(path)) found.add(plain(path));
        } catch (InvalidPathException e) {
            // a key of another kind
        }
    }

    private static Path plain(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
