package jdl.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What jdl writes is what protoc reads with Caffe's own schema, which a table lists. */
class ProtocTest {

    private static final Path TABLE =
            Path.of(System.getProperty("jdl.root", "."), "../shared/facts/caffe-schema.tsv");

    private static final Set<String> SCALARS =
            Set.of("uint32", "int32", "int64", "float", "double", "string", "bytes", "bool");

    @TempDir Path folder;

    @Test
    void weightsAreCaffes() throws Exception {
        Path file = folder.resolve("a.caffemodel");
        var blob = List.of(Samples.window());
        WeightsFile.write(file, "net", List.of(new NamedLayer("ip", "InnerProduct", blob, blob)));
        assertThat(decoded("NetParameter", file))
                .contains("name: \"net\"", "layer {", "type: \"InnerProduct\"")
                .contains("dim: 3", "data: 1 data: 2 data: 3 diff: 1 diff: 2 diff: 3");
    }

    @Test
    void statesAreCaffes() throws Exception {
        Path file = folder.resolve("a.solverstate");
        var history = List.of(Samples.window());
        StateFile.write(file, new State(7, "a.caffemodel", history, 2, Optional.empty()));
        assertThat(decoded("SolverState", file))
                .contains("iter: 7", "learned_net: \"a.caffemodel\"", "current_step: 2")
                .contains("history {", "data: 1 data: 2 data: 3");
    }

    /** What protoc prints of a file, on one line. */
    private String decoded(String message, Path file) throws Exception {
        assumeTrue(Files.exists(TABLE), () -> "no table " + TABLE);
        Path schema = Files.writeString(folder.resolve("table.proto"), schema());
        Process protoc = start(schema, message, file);
        String text = new String(protoc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(protoc.waitFor()).as(text).isZero();
        return text.replaceAll("\\s+", " ");
    }

    private Process start(Path schema, String message, Path file) throws IOException {
        Process protoc = null;
        try {
            protoc =
                    new ProcessBuilder(
                                    "protoc",
                                    "--decode=caffe." + message,
                                    "-I" + folder,
                                    schema.toString())
                            .redirectInput(file.toFile())
                            .redirectErrorStream(true)
                            .start();
        } catch (IOException e) {
            assumeTrue(false, "skipped: no protoc on this machine");
        }
        return Objects.requireNonNull(protoc);
    }

    /** The table as a schema; an enum is written as its number is. */
    private static String schema() throws IOException {
        Map<String, List<String[]>> messages = new LinkedHashMap<>();
        for (String line : Files.readAllLines(TABLE)) {
            String[] cell = line.split("\t", -1);
            if (cell[0].equals("field"))
                messages.computeIfAbsent(cell[1], name -> new ArrayList<>()).add(cell);
        }
        var schema = new StringBuilder("syntax = \"proto2\";\npackage caffe;\n");
        messages.forEach(
                (name, fields) -> {
                    schema.append("message " + name + " {\n");
                    fields.forEach(cell -> schema.append(field(messages.keySet(), cell)));
                    schema.append("}\n");
                });
        return schema.toString();
    }

    private static String field(Set<String> messages, String... cell) {
        boolean known = SCALARS.contains(cell[5]) || messages.contains(cell[5]);
        String type = known ? cell[5] : "int32";
        String packed = cell[7].contains("packed") ? " [packed = true]" : "";
        return "  %s %s %s = %s%s;\n".formatted(cell[4], type, cell[2], cell[3], packed);
    }
}
