package jdl.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import jdl.config.ConfigReader;
import jdl.config.Text;
import jdl.proto.LayerParameter;
import jdl.proto.NetParameter;
import jdl.proto.Options;
import jdl.snapshot.NamedLayer;
import jdl.snapshot.WeightsFile;
import jdl.tensor.Tensor;

/**
 * A folder of golden vectors: settings, and named tensors with or without a diff. Its format is
 * told in the README beside the cases.
 */
final class GoldenCase {

    private final Path folder;
    private final JsonNode json;
    private final Map<String, NamedLayer> entries = new HashMap<>();

    private GoldenCase(Path folder) {
        this.folder = folder;
        try {
            json = new ObjectMapper().readTree(folder.resolve("case.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path container = folder.resolve("golden.caffemodel");
        if (!Files.exists(container)) return;
        for (NamedLayer entry : WeightsFile.read(container).layers())
            entries.put(entry.name(), entry);
    }

    /** All cases of a group, by name; the test is skipped where the golden folder is missing. */
    static List<GoldenCase> all(String group) {
        Path root = root().resolve(group);
        assumeTrue(
                Files.isDirectory(root),
                "skipped: no golden vectors at "
                        + root
                        + "; say where they are by -Djdl.golden=DIR");
        try (Stream<Path> folders = Files.list(root)) {
            return folders.sorted().map(GoldenCase::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        String given = System.getProperty("jdl.golden", "");
        return given.isEmpty()
                ? Path.of(System.getProperty("jdl.root", ".."), "..", "shared", "golden")
                : Path.of(given);
    }

    String name() {
        return folder.getFileName().toString();
    }

    JsonNode json() {
        return json;
    }

    Path folder() {
        return folder;
    }

    List<String> strings(String field) {
        List<String> strings = new ArrayList<>();
        json.path(field).forEach(node -> strings.add(node.asText()));
        return strings;
    }

    <M extends Message> M read(String file, M kind) {
        try {
            String content = Files.readString(folder.resolve(file));
            return new ConfigReader(List.of()).read(new Text(file, content), kind).message();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The net with the files that it names looked for in the folder of the case, and what it writes
     * in a folder for what nobody needs.
     */
    NetParameter here(NetParameter net) {
        var here = net.toBuilder();
        for (LayerParameter.Builder layer : here.getLayerBuilderList()) {
            here(layer);
            if (layer.hasHdf5OutputParam()) {
                Path name = Path.of(layer.getHdf5OutputParam().getFileName()).getFileName();
                Path scratch = Path.of(System.getProperty("java.io.tmpdir"), "jdl-golden");
                layer.getHdf5OutputParamBuilder().setFileName(scratch.resolve(name).toString());
            }
        }
        return here.build();
    }

    private void here(Message.Builder settings) {
        settings.getAllFields()
                .forEach(
                        (field, value) -> {
                            if (field.isRepeated()) return;
                            if (value instanceof Message inner) {
                                var builder = inner.toBuilder();
                                here(builder);
                                settings.setField(field, builder.build());
                            } else if (field.getOptions().getExtension(Options.path))
                                settings.setField(field, folder.resolve((String) value).toString());
                        });
    }

    /**
     * Whether the slopes that Caffe computed are not those of its own forward, which is so for MVN
     * where eps is large; elsewhere a difference is a tie or a kink, and Caffe's choice is ours.
     */
    boolean slopesAreInexact() {
        return json.path("layer_type").asText().equals("MVN")
                && json.path("finite_differences").asText().startsWith("differ");
    }

    boolean has(String entry) {
        return entries.containsKey(entry);
    }

    List<String> entries(String prefix) {
        return entries.keySet().stream().filter(name -> name.startsWith(prefix)).sorted().toList();
    }

    Tensor data(String entry) {
        return entry(entry).blobs().get(0);
    }

    Optional<Tensor> diff(String entry) {
        return entry(entry).diffs().stream().findFirst();
    }

    private NamedLayer entry(String name) {
        return Optional.ofNullable(entries.get(name))
                .orElseThrow(() -> new AssertionError("no golden entry " + name + " in " + name()));
    }

    /** Accepts {@code |actual - expected| ≤ abs + rel · |expected|}, element by element. */
    void check(String what, Tensor actual, Tensor expected) {
        assertThat(actual.shape()).as("%s: shape of %s", name(), what).isEqualTo(expected.shape());
        for (int i = 0; i < expected.size(); i++)
            check(what + "[" + i + "]", actual.get(i), expected.get(i));
    }

    void check(String what, double actual, double expected) {
        double abs = json.at("/tolerance/abs").asDouble();
        double rel = json.at("/tolerance/rel").asDouble();
        boolean near =
                actual == expected
                        || (Double.isNaN(actual) && Double.isNaN(expected))
                        || Math.abs(actual - expected) <= abs + rel * Math.abs(expected);
        assertThat(near).as("%s: %s is %s, expected %s", name(), what, actual, expected).isTrue();
    }
}
