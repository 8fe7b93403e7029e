package jdl.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdl.failure.Failure;
import jdl.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsWeightsTest {

    private static final String PYTORCH =
            """
                        {"features.0.bias": {"dtype":"F16","shape":[1],"data_offsets":[0,2]},
                         "features.0.weight": {"dtype":"BF16","shape":[1,2],"data_offsets":[2,6]},
                         "bn.running_var": {"dtype":"U8","shape":[1],"data_offsets":[6,7]},
                         "bn.running_mean": {"dtype":"I8","shape":[1],"data_offsets":[7,8]},
                         "bn.weight": {"dtype":"F32","shape":[1],"data_offsets":[8,12]},
                         "bn.num_batches_tracked": {"dtype":"I64","shape":[],"data_offsets":[12,20]},
                         "scale": {"dtype":"BOOL","shape":[],"data_offsets":[20,21]}}
                        """;

    @TempDir Path folder;

    @Test
    void whatIsWrittenIsReadToTheLastBit() {
        Path file = folder.resolve("a.safetensors");
        var layers =
                Samples.layers(1).stream()
                        .filter(layer -> !layer.blobs().isEmpty())
                        .map(l -> new NamedLayer(l.name(), l.type(), l.blobs(), List.of()))
                        .toList();
        var sha256 = SafetensorsWeights.write(file, "\"net\"\n", layers);
        Weights weights = WeightsFile.read(file);
        assertThat(weights.netName()).isEqualTo("\"net\"\n");
        assertThat(Samples.bitsOf(weights.layers())).isEqualTo(Samples.bitsOf(layers));
        assertThat(weights.sha256()).isEqualTo(sha256);
    }

    @Test
    void theBytesAreThoseOfTheFormat() throws IOException {
        Path file = folder.resolve("a.safetensors");
        var layer = new NamedLayer("ip", "", List.of(Samples.window()), List.of());
        SafetensorsWeights.write(file, "", List.of(layer));
        var bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        byte[] header = new byte[(int) bytes.getLong()];
        bytes.get(header);
        assertThat(header.length % 8).isZero();
        assertThat(new String(header, StandardCharsets.UTF_8).strip())
                .isEqualTo(
                        "{\"__metadata__\":{},\"ip/0\":"
                                + "{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]}}");
        assertThat(bytes.getFloat()).isEqualTo(1);
        assertThat(bytes.remaining()).isEqualTo(8);
    }

    @Test
    void pytorchsNamesAreUnderstood() throws IOException {
        Path file =
                file(
                        PYTORCH, 0x00, 0x3c, 0x80, 0x3f, 0x00, 0x40, 9, 0xff, 0, 0, 0x80, 0x40, 0,
                        0, 0, 0, 0, 0, 0, 0, 1);
        var layers = WeightsFile.read(file).layers();
        assertThat(layers)
                .extracting(NamedLayer::name)
                .containsExactly("features.0", "bn", "bn_scale", "scale");
        assertThat(layers.get(0).blobs().get(0).toArray()).containsExactly(1, 2);
        assertThat(layers.get(0).blobs().get(0).shape()).isEqualTo(Shape.of(1, 2));
        assertThat(layers.get(0).blobs().get(1).toArray()).containsExactly(1);
        assertThat(layers.get(1).blobs().get(0).toArray()).containsExactly(-1);
        assertThat(layers.get(1).blobs().get(1).toArray()).containsExactly(9);
        assertThat(layers.get(1).blobs().get(2).toArray()).containsExactly(1);
        assertThat(layers.get(2).blobs().get(0).toArray()).containsExactly(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | twice",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | end at byte 4 of the data, of which are 8",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | begins at byte 4",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'b':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | begins at byte 4 of the data, but what is before it ends at 8",
                "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}} | has the shape [3]",
                "{'a':{'dtype':'F32','shape':[65536,65536],'data_offsets':[0,0]}} | too large",
                "{'a':{'dtype':'F31','shape':[2],'data_offsets':[0,8]}} | type \"F31\"",
                "{'a':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}} | a whole number",
                "{'a':{'dtype':'F32','shape':[02],'data_offsets':[0,8]}} | a whole number",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8,8]}} | two data_offsets",
                "{'a':{'dtype':'F32','shape':[2]}} | two data_offsets",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8],'x':[]}} | unknown \"x\"",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} } | the end",
                "{'a/1':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | lacks a blob",
                "{'a':{ | character",
            })
    void whatCannotBeMeantIsRefused(String header, String words) throws IOException {
        Path file = file(header.replace('\'', '"'), 0, 0, 0, 0, 0, 0, 0, 0);
        assertThatThrownBy(() -> WeightsFile.read(file))
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.CORRUPT))
                .hasMessageContaining(file.toString())
                .hasMessageContaining(words);
    }

    private Path file(String header, int... data) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        var bytes = ByteBuffer.allocate(8 + text.length + data.length);
        bytes.order(ByteOrder.LITTLE_ENDIAN).putLong(text.length).put(text);
        for (int value : data) bytes.put((byte) value);
        return Files.write(folder.resolve("file"), bytes.array());
    }
}
