package jdl.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdl.proto.LayerParameter;
import jdl.proto.NetParameter;
import jdl.proto.SolverParameter;

/** Texts for tests, with the files they include and the variables around them. */
record Written(Map<String, String> files, Map<String, String> variables, List<NodePass> more) {

    static final Path ROOT = Path.of(System.getProperty("jdl.root", ".."));

    static Written plain() {
        return new Written(Map.of(), Map.of(), List.of());
    }

    Written with(String name, String content) {
        var all = new java.util.HashMap<>(files);
        all.put(name, content);
        return new Written(all, variables, more);
    }

    Written given(String name, String value) {
        return new Written(files, Map.of(name, value), more);
    }

    Written then(NodePass... passes) {
        return new Written(files, variables, List.of(passes));
    }

    ConfigReader reader() {
        var passes = new ArrayList<>(Sugar.passes(this::open, this::variable));
        passes.addAll(more);
        return new ConfigReader(passes);
    }

    private Text open(String path, Place from) {
        Path beside = Path.of(from.file()).resolveSibling(path).normalize();
        String content = files.get(beside.toString());
        if (content != null) return new Text(beside.toString(), content);
        if (Files.exists(beside)) return file(beside);
        throw new ConfigException(from, "there is no file \"" + path + "\"", "");
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    <M extends Message> M read(String file, String content, M message) {
        return reader().read(new Text(file, content), message).message();
    }

    NetParameter net(String... lines) {
        return read("net.yaml", String.join("\n", lines), NetParameter.getDefaultInstance());
    }

    SolverParameter solver(String... lines) {
        return read("solver.yaml", String.join("\n", lines), SolverParameter.getDefaultInstance());
    }

    /** The layers of a net of which only the list is written. */
    List<LayerParameter> layers(String... lines) {
        return net("layers:\n  " + String.join("\n  ", lines)).getLayerList();
    }

    /** What is said about a net that cannot be read, a problem a line. */
    List<String> problems(String... lines) {
        return catchThrowableOfType(ConfigException.class, () -> net(lines)).problems().stream()
                .map(
                        p ->
                                p.place()
                                        + ": "
                                        + p.mistake()
                                        + (p.wayOut().isEmpty() ? "" : " | " + p.wayOut()))
                .toList();
    }

    static Text file(Path path) {
        try {
            return new Text(path.toString(), Files.readString(path, UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file of the shared corpus, if that is there. */
    static Optional<Text> corpus(String path) {
        Path file = ROOT.resolve("../shared/corpus").resolve(path);
        return Files.exists(file) ? Optional.of(file(file)) : Optional.empty();
    }
}
