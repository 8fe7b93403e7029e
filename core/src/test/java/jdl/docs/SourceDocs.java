package jdl.docs;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/** What the sources of core say of a class or a package, as Markdown. */
final class SourceDocs {

    private static final Pattern CODE = Pattern.compile("\\{@(?:code|literal) ([^{}]*)}");
    private static final Pattern LINK = Pattern.compile("\\{@link(?:plain)? #?([\\w.#()]+)[^{}]*}");
    private static final Pattern PACKAGE = Pattern.compile("(?s)/\\*\\*(.*?)\\*/");

    private final Path sources;

    SourceDocs(Path sources) {
        this.sources = sources;
    }

    /** The doc comment of a top-level class, up to the first tag; empty if there is none. */
    String ofClass(Class<?> type) throws IOException {
        Path file = sources.resolve(type.getName().replace('.', '/') + ".java");
        if (!Files.exists(file)) return "";
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var objects = manager.getJavaFileObjects(file);
            var task = (JavacTask) compiler.getTask(null, manager, null, null, null, objects);
            CompilationUnitTree unit = task.parse().iterator().next();
            return unit.getTypeDecls().stream()
                    .filter(ClassTree.class::isInstance)
                    .map(tree -> new TreePath(new TreePath(unit), tree))
                    .map(path -> Optional.ofNullable(Trees.instance(task).getDocComment(path)))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .map(SourceDocs::markdown)
                    .orElse("");
        }
    }

    /** What the package-info of a package says. */
    String ofPackage(String name) throws IOException {
        Path file = sources.resolve(name.replace('.', '/')).resolve("package-info.java");
        var comment = PACKAGE.matcher(Files.readString(file));
        if (!comment.find()) return "";
        return markdown(comment.group(1).replaceAll("(?m)^\\s*\\* ?", ""));
    }

    private static String markdown(String doc) {
        String text = doc.replaceAll("(?s)(^|\\n)\\s*@.*", "").replaceAll("\\s+", " ").strip();
        text = CODE.matcher(text).replaceAll("`$1`");
        text = LINK.matcher(text).replaceAll("`$1`");
        text = text.replaceAll(" ?<p> ?", "\n\n").replaceAll("</?(i|b|em|ul|li|pre)>", "");
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }
}
