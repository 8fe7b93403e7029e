package jdl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import jdl.file.NpyFile;
import jdl.snapshot.NamedLayer;
import jdl.snapshot.WeightsFile;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** {@code jdl forward} on a golden container dumps what Caffe computed. */
class ForwardGoldenTest {

    @TempDir private Path folder;

    @TestFactory
    Stream<DynamicTest> theDumpOfALayerEqualsTheContainer() throws IOException {
        return cases("layers");
    }

    @TestFactory
    Stream<DynamicTest> theDumpOfANetEqualsTheContainer() throws IOException {
        return cases("nets");
    }

    private Stream<DynamicTest> cases(String group) throws IOException {
        Path root = root().resolve(group);
        assumeTrue(
                Files.isDirectory(root),
                "skipped: no golden vectors at "
                        + root
                        + "; say where they are by -Djdl.golden=DIR");
        try (Stream<Path> folders = Files.list(root)) {
            return folders.sorted().toList().stream()
                    .map(c -> DynamicTest.dynamicTest(name(c), () -> check(c)));
        }
    }

    private static Path root() {
        String given = System.getProperty("jdl.golden", "");
        return given.isEmpty() ? Path.of(Run.file("../shared/golden")) : Path.of(given);
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private void check(Path golden) throws IOException {
        JsonNode json = new ObjectMapper().readTree(golden.resolve("case.json").toFile());
        Path container = golden.resolve("golden.caffemodel");
        Path dump = folder.resolve(name(golden));
        List<String> args = new ArrayList<>();
        args.addAll(List.of("forward", "--model", net(golden).toString()));
        args.addAll(List.of("--phase", json.path("phase").asText()));
        args.addAll(List.of("--input", container.toString(), "--dump", dump.toString(), "--json"));
        if (json.path("backward").asBoolean()) args.add("--backward");
        Run run = Run.jdl(args.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        outputs(json, new ObjectMapper().readTree(run.out()));
        compare(json, entries(container), entries(dump.resolve(Dump.CONTAINER)), dump);
        losses(json, new ObjectMapper().readTree(run.out()));
    }

    /** The net; one that writes a file, as a copy that writes it where it does no harm. */
    private Path net(Path golden) throws IOException {
        Path net = golden.resolve("net.prototxt");
        String text = Files.readString(net);
        if (!text.contains("file_name")) return net;
        String out = folder.resolve("out.h5").toString();
        return Files.writeString(folder.resolve("net.prototxt"), text.replace("out.h5", out));
    }

    /** In Caffe's order; an input that nobody reads is an output too, but not in all cases. */
    private static void outputs(JsonNode json, JsonNode printed) {
        List<String> expected = new ArrayList<>();
        json.path("outputs").forEach(name -> expected.add(name.asText()));
        for (JsonNode pass : printed.path("passes"))
            assertThat(pass.path("outputs"))
                    .extracting(output -> output.path("name").asText())
                    .containsSubsequence(expected);
    }

    /** A field's names, without the pass that some cases write in front. */
    private static Set<String> names(JsonNode json, String field) {
        Set<String> names = new HashSet<>();
        json.path(field).forEach(name -> names.add(bare(name.asText())));
        return names;
    }

    private static String bare(String entry) {
        return entry.replaceFirst("^step\\d+/", "");
    }

    private static Map<String, NamedLayer> entries(Path container) {
        Map<String, NamedLayer> entries = new HashMap<>();
        for (NamedLayer entry : WeightsFile.read(container).layers())
            entries.put(entry.name(), entry);
        return entries;
    }

    private static void compare(
            JsonNode json,
            Map<String, NamedLayer> golden,
            Map<String, NamedLayer> dumped,
            Path dump)
            throws IOException {
        JsonNode index = new ObjectMapper().readTree(dump.resolve(Dump.INDEX).toFile());
        Map<String, JsonNode> files = new HashMap<>();
        index.path("entries").forEach(entry -> files.put(entry.path("name").asText(), entry));
        for (NamedLayer entry : golden.values()) {
            assertThat(dumped).containsKey(entry.name());
            NamedLayer ours = dumped.getOrDefault(entry.name(), entry);
            near(json, entry.name(), ours.blobs().get(0), entry.blobs().get(0));
            var npy = files.getOrDefault(entry.name(), index);
            same(dump.resolve(npy.path("data").asText()), ours.blobs().get(0));
            if (entry.diffs().isEmpty() || slopesAreInexact(json)) continue;
            if (!names(json, "results").contains(bare(entry.name()))) continue;
            assertThat(ours.diffs()).as("diff of " + entry.name()).hasSize(1);
            near(json, "diff of " + entry.name(), ours.diffs().get(0), entry.diffs().get(0));
            same(dump.resolve(npy.path("diff").asText()), ours.diffs().get(0));
        }
    }

    /** MVN's slopes of Caffe are not those of its own forward where eps is large. */
    private static boolean slopesAreInexact(JsonNode json) {
        return json.path("layer_type").asText().equals("MVN")
                && json.path("finite_differences").asText().startsWith("differ");
    }

    private static void same(Path npy, Tensor tensor) {
        Tensor read = NpyFile.read(npy);
        assertThat(read.shape()).isEqualTo(tensor.shape());
        assertThat(read.toArray()).isEqualTo(tensor.toArray());
    }

    private static void losses(JsonNode json, JsonNode printed) {
        JsonNode expected = json.path("total_loss");
        JsonNode passes = printed.path("passes");
        for (int i = 0; i < passes.size(); i++) {
            JsonNode loss = expected.isArray() ? expected.get(i) : expected;
            near(json, "total_loss", passes.get(i).path("total_loss").asDouble(), loss.asDouble());
        }
    }

    private static void near(JsonNode json, String what, Tensor actual, Tensor expected) {
        assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
        for (int i = 0; i < expected.size(); i++)
            near(json, what + "[" + i + "]", actual.get(i), expected.get(i));
    }

    private static void near(JsonNode json, String what, double actual, double expected) {
        double abs = json.at("/tolerance/abs").asDouble();
        double rel = json.at("/tolerance/rel").asDouble();
        boolean near =
                Double.compare(actual, expected) == 0
                        || Math.abs(actual - expected) <= abs + rel * Math.abs(expected);
        assertThat(near).as("%s is %s, expected %s", what, actual, expected).isTrue();
    }
}
