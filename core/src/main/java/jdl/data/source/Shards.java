package jdl.data.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdl.data.DataFolder;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.FileName;
import jdl.file.Trouble;

/**
 * The files that a pattern means: with a range of numbers, {@code s-{000..123}.tar}; with stars and
 * question marks in the last name; or one file.
 */
public final class Shards {

    private static final Pattern RANGE = Pattern.compile("\\{(\\d{1,9})\\.\\.(\\d{1,9})}");
    private static final int MOST = 1_000_000;

    private Shards() {}

    public static List<Path> of(String pattern) {
        Matcher range = RANGE.matcher(pattern);
        if (range.find()) return range(pattern, range);
        Path path = DataFolder.ofUser().resolve(pattern);
        return FileName.of(path).matches(".*[*?].*") ? found(path) : List.of(path);
    }

    private static List<Path> range(String pattern, Matcher range) {
        int from = Integer.parseInt(range.group(1));
        int to = Integer.parseInt(range.group(2));
        if (to < from || to - from > MOST)
            throw Failure.config(
                    "tar:%s: %s is no range of numbers\n    write {000000..000099}"
                            .formatted(pattern, range.group()));
        var paths = new ArrayList<Path>();
        for (int i = from; i <= to; i++) {
            String number = "%0" + range.group(1).length() + "d";
            String name = pattern.replace(range.group(), number.formatted(i));
            paths.add(DataFolder.ofUser().resolve(name));
        }
        return paths;
    }

    private static List<Path> found(Path pattern) {
        Path folder = FileName.folder(pattern);
        var paths = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(folder, FileName.of(pattern))) {
            files.forEach(paths::add);
        } catch (IOException e) {
            throw Trouble.reading(folder, e);
        }
        if (paths.isEmpty()) throw new Failure(Kind.MISSING, pattern + ": there are no such files");
        paths.sort(null);
        return paths;
    }
}
