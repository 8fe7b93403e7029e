package jdl.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdl.proto.BlobProto;
import jdl.proto.BlobShape;
import jdl.proto.LayerParameter;
import jdl.proto.NetParameter;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading weights takes little more memory than the weights. */
@Tag("slow")
class HeapTest {

    private static final int MEGABYTES = 60;

    @TempDir Path folder;

    @Test
    void aFileIsReadInAHeapOfOnePointThreeTimesItsSize() throws Exception {
        Path file = folder.resolve("big.caffemodel");
        WeightsFile.write(file, "big", List.of(layer("a", 2), layer("b", 3), layer("c", 1)));
        assertThat(child(file, "all", 13 * MEGABYTES / 10)).isEqualTo("3 layers");
    }

    /** As floats the doubles take half of the file, all at once more than the heap. */
    @Test
    void aFileOfCaffesIsReadLayerByLayerInAThirdOfItsSize() throws Exception {
        Path file = folder.resolve("doubles.caffemodel");
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < 6; i++) part(i).writeTo(out);
        }
        assertThat(child(file, "each", MEGABYTES / 3)).isEqualTo("6 layers");
    }

    private static NamedLayer layer(String name, int share) {
        int count = share * (MEGABYTES << 20) / 6 / Float.BYTES;
        Tensor tensor = Tensor.zeros(Shape.of(count));
        return new NamedLayer(name, "InnerProduct", List.of(tensor), List.of());
    }

    private static NetParameter part(int index) {
        int count = (MEGABYTES << 20) / 6 / Double.BYTES;
        var blob = BlobProto.newBuilder().setShape(BlobShape.newBuilder().addDim(count));
        for (int i = 0; i < count; i++) blob.addDoubleData(i);
        var layer = LayerParameter.newBuilder().setName("ip" + index).addBlobs(blob);
        return NetParameter.newBuilder().addLayer(layer).build();
    }

    /** What a JVM with so much heap says of a file. */
    private static String child(Path file, String how, int megabytes) throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        var process =
                new ProcessBuilder(
                                java.toString(),
                                "-Xmx" + megabytes + "m",
                                "-cp",
                                classPath(),
                                HeapTest.class.getName(),
                                file.toString(),
                                how)
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.strip();
    }

    private static String classPath() {
        return Stream.of(HeapTest.class, WeightsFile.class, BlobProto.class, ByteString.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The child. */
    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[0]);
        int[] layers = {0};
        if (args[1].equals("all")) layers[0] = WeightsFile.read(file).layers().size();
        else WeightsFile.each(file, layer -> layers[0]++);
        System.out.println(layers[0] + " layers");
    }
}
