package jdl.data;

import java.nio.file.Path;
import java.util.Map;

/** Where data sets lie: {@code $JDL_DATA}, else the user's cache. */
public record DataFolder(Path path) {

    private static final String VARIABLE = "$JDL_DATA";

    /** The folder for this process's environment. */
    public static DataFolder ofUser() {
        return of(System.getenv(), System.getProperty("user.home", "."));
    }

    /**
     * {@code JDL_DATA}, else {@code XDG_CACHE_HOME/jdl/data}, else {@code home/.cache/jdl/data}.
     */
    public static DataFolder of(Map<String, String> environment, String home) {
        String own = environment.getOrDefault("JDL_DATA", "");
        if (!own.isEmpty()) return new DataFolder(Path.of(own));
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path base = cache.isEmpty() ? Path.of(home, ".cache") : Path.of(cache);
        return new DataFolder(base.resolve("jdl").resolve("data"));
    }

    /** A path as written in a config, where a leading {@code $JDL_DATA} stands for this folder. */
    public Path resolve(String written) {
        if (written.equals(VARIABLE)) return path;
        return written.startsWith(VARIABLE + "/")
                ? path.resolve(written.substring(VARIABLE.length() + 1))
                : Path.of(written);
    }
}
