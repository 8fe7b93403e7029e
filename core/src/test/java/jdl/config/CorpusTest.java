package jdl.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import jdl.proto.NetParameter;
import jdl.proto.SolverParameter;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The 800 files that people wrote for Caffe and its forks mean to jdl what they mean to Caffe. */
class CorpusTest {

    private static final Path CORPUS =
            Path.of(System.getProperty("jdl.root", ".."), "..", "shared", "corpus");
    private static final ConfigReader READER = new ConfigReader(List.of());

    /**
     * A line of the manifest; {@code verdict} is "ok" or the first complaint of a strict parser.
     */
    private record Row(Path path, String kind, String verdict, String length, String sha256) {

        static Row of(String line) {
            var cells = line.split("\t", -1);
            return new Row(CORPUS.resolve(cells[0]), cells[2], cells[5], cells[6], cells[7]);
        }

        boolean accepted() {
            return verdict.equals("ok");
        }

        Message defaultInstance() {
            return kind.equals("solver")
                    ? SolverParameter.getDefaultInstance()
                    : NetParameter.getDefaultInstance();
        }

        Text text() throws IOException {
            return new Text(path.toString(), Files.readString(path, UTF_8));
        }

        DynamicTest test(Check check) {
            return DynamicTest.dynamicTest(
                    CORPUS.relativize(path).toString(), () -> check.of(this));
        }
    }

    private interface Check {
        void of(Row row) throws Exception;
    }

    /** Settings of other Caffes that jdl has taken over with the same meaning. */
    private static final List<String> TAKEN_OVER = List.of("\"permute_param\"");

    private static Stream<Row> rows() throws IOException {
        Path manifest = CORPUS.resolve("MANIFEST.tsv");
        assumeTrue(Files.exists(manifest), "the corpus is not there: " + manifest);
        return Files.readAllLines(manifest, UTF_8).stream().skip(1).map(Row::of);
    }

    @TestFactory
    Stream<DynamicTest> whatCaffeReadsJdlReadsToTheSameBytes() throws IOException {
        return rows().filter(Row::accepted).map(row -> row.test(CorpusTest::readsTheSame));
    }

    private static void readsTheSame(Row row) throws IOException, NoSuchAlgorithmException {
        Message message = READER.read(row.text(), row.defaultInstance()).message();
        byte[] wire = message.toByteArray();
        assertThat(wire).hasSize(Integer.parseInt(row.length()));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(wire);
        assertThat(HexFormat.of().formatHex(digest)).isEqualTo(row.sha256());
    }

    @TestFactory
    Stream<DynamicTest> whatWasReadComesBackThroughYamlAndPrototxt() throws IOException {
        return rows().filter(Row::accepted).map(row -> row.test(CorpusTest::comesBack));
    }

    private static void comesBack(Row row) throws IOException {
        Message message = READER.read(row.text(), row.defaultInstance()).message();
        var yaml = new Text("converted.yaml", YamlPrinter.print(message));
        assertThat(READER.read(yaml, row.defaultInstance()).message()).isEqualTo(message);
        var prototxt = new Text("converted.prototxt", PrototxtPrinter.print(message));
        assertThat(READER.read(prototxt, row.defaultInstance()).message()).isEqualTo(message);
    }

    @TestFactory
    Stream<DynamicTest> whatCaffeRefusesIsRefusedAtItsPlace() throws IOException {
        return rows().filter(row -> !row.accepted()).map(row -> row.test(CorpusTest::isRefused));
    }

    private static void isRefused(Row row) throws IOException {
        Text text = row.text();
        var refusal =
                catchThrowableOfType(
                        ConfigException.class, () -> READER.read(text, row.defaultInstance()));
        int line = Integer.parseInt(row.verdict().split(":", 2)[0]);
        if (TAKEN_OVER.stream().anyMatch(row.verdict()::contains)) {
            // What else the file has may be refused further down.
            if (refusal != null)
                assertThat(refusal.problems().get(0).place().line()).isGreaterThan(line);
            return;
        }
        assertThat(refusal).isNotNull();
        assertThat(refusal.problems().get(0).place().line()).isEqualTo(line);
        assertThat(refusal.problems()).allMatch(p -> p.place().file().equals(text.name()));
    }
}
