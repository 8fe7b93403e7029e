package jdl.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdl.failure.Failure;
import jdl.file.FileName;

/**
 * A solver, its nets and all that they include, as they are written, brought together in one
 * folder: only the names of files in them are other ones.
 */
final class Gathered {

    private static final Pattern NET =
            Pattern.compile(
                    "(?m)^(\\s*(?:net|train_net|test_net)\\s*:\\s*)([\"']?)([^\\s\"'#]+)\\2");

    private static final Pattern INCLUDE =
            Pattern.compile("(?m)^(\\s*(?:- )?include:\\s*)([\"']?)([\\w./-]+\\.ya?ml)\\2");

    private final BiFunction<String, Path, Path> nets;

    /** The names in the folder, by the files that lie elsewhere. */
    private final Map<Path, String> names = new LinkedHashMap<>();

    private final Map<String, String> texts = new LinkedHashMap<>();

    /**
     * @param nets finds the net that a solver file names
     */
    private Gathered(BiFunction<String, Path, Path> nets) {
        this.nets = nets;
    }

    /** The texts by their names in the folder; the solver's is the first. */
    static Map<String, String> of(Path solver, BiFunction<String, Path, Path> nets) {
        var gathered = new Gathered(nets);
        gathered.solver(solver);
        return gathered.texts;
    }

    private void solver(Path file) {
        String name = named(file, "solver");
        texts.put(name, "");
        texts.put(
                name,
                replaced(NET, Disk.read(file), written -> file(nets.apply(written, file), "net")));
    }

    /** Takes a net or a part of one in, and returns what it is called there. */
    private String file(Path file, String wish) {
        Path key = file.toAbsolutePath().normalize();
        if (names.containsKey(key)) return names.getOrDefault(key, "");
        String name = named(key, wish);
        texts.put(name, "");
        texts.put(
                name,
                replaced(INCLUDE, Disk.read(file), path -> included(file.resolveSibling(path))));
        return name;
    }

    private String included(Path file) {
        if (!Files.exists(file))
            throw new Failure(Failure.Kind.MISSING, file + ": there is no such file");
        return file(file, FileName.of(file).replaceFirst("\\.[^.]*$", ""));
    }

    private String named(Path file, String stem) {
        String ending = FileName.of(file).replaceFirst("^.*(?=\\.)", "");
        String name = stem + ending;
        for (int i = 2; texts.containsKey(name); i++) name = stem + i + ending;
        names.put(file.toAbsolutePath().normalize(), name);
        return name;
    }

    private static String replaced(
            Pattern pattern, String text, java.util.function.UnaryOperator<String> name) {
        Matcher found = pattern.matcher(text);
        return found.replaceAll(
                m ->
                        Matcher.quoteReplacement(
                                m.group(1) + m.group(2) + name.apply(m.group(3)) + m.group(2)));
    }
}
