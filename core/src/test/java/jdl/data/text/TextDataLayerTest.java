package jdl.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.TextFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.layer.Clock;
import jdl.layer.LayerTypes;
import jdl.layer.Ports;
import jdl.proto.LayerParameter;
import jdl.proto.TextDataParameter;
import jdl.tensor.Blob;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextDataLayerTest {

    @TempDir private Path folder;

    @Test
    void streamsReadTheirPartsSideBySideAndBeginAgain() throws IOException {
        TextDataLayer layer = layer("abcdefghijklm", 2, 3);
        assertThat(pass(layer, 0)).containsExactly("agbhci", "001111", "bhcidj");
        assertThat(pass(layer, 1)).containsExactly("djekfl", "111111", "ekflgm");
        assertThat(pass(layer, 2)).isEqualTo(pass(layer, 0));
    }

    @Test
    void aRoundIsAsManyWindowsAsItSays() throws IOException {
        TextDataLayer layer = layer("abcdefghijklmno", 2, 3);
        assertThat(layer.size()).isEqualTo(4);
        assertThat(layer.batch()).isEqualTo(2);
    }

    @Test
    void anyByteIsAnIndex() throws IOException {
        Path file = Files.write(folder.resolve("bytes"), new byte[] {-1, -128, 127, 0});
        var ports = ports(layer(file, 1, 3), 0);
        assertThat(ports.top(0).data().toArray()).containsExactly(255, 128, 127);
        assertThat(ports.top(2).data().toArray()).containsExactly(128, 127, 0);
    }

    @Test
    void sentencesAreTheSameEachTimeAndNotThoseOfTheTest() {
        byte[] train = Texts.open("sentences:train");
        byte[] test = Texts.open("sentences:test");
        assertThat(train).hasSize(1_000_001).isEqualTo(Texts.open("sentences:train"));
        assertThat(test).hasSize(20_001);
        assertThat(text(train).lines().limit(100)).doesNotContainSequence(first(test).toList());
        assertThat(first(train))
                .allMatch(line -> line.matches("(the|a) [a-z ]+ (the|a) [a-z ]+\\."));
    }

    @Test
    void theVerbAgreesWithItsSubject() {
        assertThat(first(Texts.open("sentences:test")))
                .noneMatch(line -> line.matches("a .*(see|follow|like|find|remember|call) .*"));
    }

    @Test
    void whatIsMissingIsNamed() {
        refuses("source: 'sentences:train'", "steps and batch_size");
        refuses("source: 'poems:train' steps: 1 batch_size: 1", "sentences:train, sentences:test");
        refuses("source: 'text:/no/such/file' steps: 1 batch_size: 1", "no such file");
        refuses("source: 'sentences:test' steps: 20001 batch_size: 1", "has 20001 bytes");
    }

    private static Stream<String> first(byte[] bytes) {
        return text(bytes).lines().limit(50);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private TextDataLayer layer(String text, int streams, int steps) throws IOException {
        return layer(Files.writeString(folder.resolve("text"), text), streams, steps);
    }

    private static TextDataLayer layer(Path file, int streams, int steps) {
        return new TextDataLayer(
                TextDataParameter.newBuilder()
                        .setSource("text:" + file)
                        .setBatchSize(streams)
                        .setSteps(steps)
                        .build());
    }

    /** The tops as letters, or digits. */
    private static List<String> pass(TextDataLayer layer, long pass) {
        return ports(layer, pass).tops().stream()
                .map(
                        top -> {
                            var text = new StringBuilder();
                            for (float x : top.data().toArray())
                                text.append((char) (x < 2 ? '0' + (int) x : (int) x));
                            return text.toString();
                        })
                .toList();
    }

    private static Ports ports(TextDataLayer layer, long pass) {
        var tops = layer.plan().tops().stream().map(Tensor::zeros).map(Blob::of).toList();
        var ports =
                new Ports(
                        Kernels.plain(Workers.single()),
                        List.of(),
                        tops,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        new Clock(true, 1, pass));
        layer.forward(ports);
        return ports;
    }

    private static void refuses(String settings, String saying) {
        assertThatThrownBy(
                        () -> {
                            var layer =
                                    LayerParameter.newBuilder().addTop("a").addTop("b").addTop("c");
                            TextFormat.merge("text_data_param { " + settings + " }", layer);
                            LayerTypes.installed().get("TextData").create(layer.build(), List.of());
                        })
                .isInstanceOf(Failure.class)
                .hasMessageContaining(saying);
    }
}
