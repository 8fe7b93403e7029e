package jdl;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** How long things may be: a page is read, a roll is not. */
class BudgetTest {

    private static final int FILE = 300;
    private static final int METHOD = 40;
    private static final int PROTO = 150;
    private static final int LAYER = 80;

    /** Lists of seats, or of a tool's flags, that could only be cut, not shortened. */
    private static final Map<String, Integer> LONG_PROTOS =
            Map.of("layer.proto", 285, "solver.proto", 285, "v1.proto", 220);

    /** Layers that are to be cut. */
    private static final Map<String, Integer> LONG_LAYERS = Map.of("MaxPoolingLayer.java", 91);

    private static final Path ROOT = Path.of(System.getProperty("jdl.root", ".."));

    /** A thing, where it is, and its lines. */
    private record Length(String name, int lines) {}

    @Test
    void filesAreShort() throws IOException {
        var lengths = new ArrayList<Length>();
        for (Path file : sources(".java")) lengths.add(new Length(name(file), lines(file).size()));
        assertThat(over(lengths, "file", FILE, Map.of())).isEmpty();
    }

    @Test
    void methodsAreShort() throws IOException {
        var lengths = new ArrayList<Length>();
        for (Path file : sources(".java")) {
            var unit = parse(file);
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitMethod(MethodTree method, Void nothing) {
                    String name = name(file) + " " + method.getName();
                    if (!isTable(name) && !isTile(name))
                        lengths.add(new Length(name, unit.without(method)));
                    return super.visitMethod(method, null);
                }
            }.scan(unit.tree(), null);
        }
        assertThat(over(lengths, "method", METHOD, Map.of())).isEmpty();
    }

    /**
     * A tile of sums in registers is one straight line, a line for each sum: C2 has to see it
     * whole, and so has the reader.
     */
    private static boolean isTile(String method) {
        return method.matches(".*/kernel/vector/\\w*Tiles?\\.java .*");
    }

    /** A test's list of cases is read like a table and may be as long as one. */
    private static boolean isTable(String method) {
        return method.contains("/test/") && method.endsWith("Test.java cases");
    }

    /** A layer is counted without its imports, its comments and empty lines. */
    @Test
    void layersAreShort() throws IOException {
        var lengths = new ArrayList<Length>();
        for (Path file : sources("Layer.java")) {
            if (!name(file).contains("/main/") || name(file).endsWith("/Layer.java")) continue;
            var unit = parse(file);
            for (Tree type : unit.tree().getTypeDecls()) {
                if (type instanceof ClassTree)
                    lengths.add(new Length(file.getFileName().toString(), code(unit.lines(type))));
            }
        }
        assertThat(lengths).isNotEmpty();
        assertThat(over(lengths, "layer", LAYER, LONG_LAYERS)).isEmpty();
    }

    @Test
    void protoFilesAreShort() throws IOException {
        var lengths = new ArrayList<Length>();
        for (Path file : sources(".proto"))
            lengths.add(new Length(file.getFileName().toString(), lines(file).size()));
        assertThat(over(lengths, "proto file", PROTO, LONG_PROTOS)).isEmpty();
    }

    /** Those that are over the budget or over what they were allowed; prints the longest. */
    private static List<Length> over(
            List<Length> lengths, String what, int budget, Map<String, Integer> exceptions) {
        var longest = lengths.stream().max(Comparator.comparingInt(Length::lines)).orElseThrow();
        System.out.printf(
                "longest %s: %d lines, %s (budget %d)%n",
                what, longest.lines(), longest.name(), budget);
        return lengths.stream()
                .filter(each -> each.lines() > exceptions.getOrDefault(each.name(), budget))
                .toList();
    }

    private static int code(List<String> lines) {
        return (int)
                lines.stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.matches("(//|/\\*|\\*).*"))
                        .count();
    }

    private static List<Path> sources(String ending) throws IOException {
        var found = new ArrayList<Path>();
        for (String module : List.of("proto", "core", "cli")) {
            Path folder = ROOT.resolve(module).resolve("src");
            if (!Files.isDirectory(folder)) continue;
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> file.toString().endsWith(ending)).sorted().forEach(found::add);
            }
        }
        assertThat(found).isNotEmpty();
        return found;
    }

    private static String name(Path file) {
        return ROOT.relativize(file).toString().replace('\\', '/');
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file);
    }

    private static Unit parse(Path file) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var sources = manager.getJavaFileObjects(file);
            var task = (JavacTask) compiler.getTask(null, manager, null, null, null, sources);
            return new Unit(task.parse().iterator().next(), Trees.instance(task), lines(file));
        }
    }

    /** A parsed source. */
    private record Unit(CompilationUnitTree tree, Trees trees, List<String> source) {

        /** Lines of a method less its annotations, which may hold a table of cases. */
        int without(MethodTree method) {
            boolean plain = method.getModifiers().getAnnotations().isEmpty();
            return lines(method).size() - (plain ? 0 : lines(method.getModifiers()).size());
        }

        List<String> lines(Tree part) {
            var positions = trees.getSourcePositions();
            var map = tree.getLineMap();
            long first = map.getLineNumber(positions.getStartPosition(tree, part));
            long last = map.getLineNumber(positions.getEndPosition(tree, part));
            return source.subList((int) first - 1, (int) last);
        }
    }
}
