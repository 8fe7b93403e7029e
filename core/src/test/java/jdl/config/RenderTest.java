package jdl.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import jdl.proto.NetParameter;
import jdl.proto.SolverParameter;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is printed is read back as it was, though the reader adds what is left out. */
class RenderTest {

    private static final Path CORPUS = Written.ROOT.resolve("../shared/corpus");

    @Test
    void aTextThatLooksLikeAVariableStaysAText() {
        var net = NetParameter.newBuilder().setName("a${b}$${c}").build();
        assertThat(Written.plain().net(YamlPrinter.print(net))).isEqualTo(net);
    }

    @TestFactory
    Stream<DynamicTest> whatCaffeReadsIsTheSameAfterYamlAndItsDefaults() throws IOException {
        Path manifest = CORPUS.resolve("MANIFEST.tsv");
        assumeTrue(Files.exists(manifest), "the corpus is not there: " + manifest);
        return Files.readAllLines(manifest, UTF_8).stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .filter(cells -> cells[5].equals("ok"))
                .map(cells -> DynamicTest.dynamicTest(cells[0], () -> check(cells[0], cells[2])));
    }

    private static void check(String path, String kind) {
        Message type =
                kind.equals("solver")
                        ? SolverParameter.getDefaultInstance()
                        : NetParameter.getDefaultInstance();
        var text = Written.file(CORPUS.resolve(path));
        var message = Written.plain().read(text.name(), text.content(), type);
        assertThat(Written.plain().read("plain.yaml", YamlPrinter.print(message), type))
                .isEqualTo(message);
    }
}
