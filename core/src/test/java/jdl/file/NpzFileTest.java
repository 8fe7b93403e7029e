package jdl.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzFileTest {

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void chooseTheFile() {
        file = folder.resolve("a.npz");
    }

    @Test
    void whatIsWrittenIsReadAgainPackedOrNot() throws IOException {
        NpzFile.write(file, tensors());
        assertSame(NpzFile.read(file), tensors());
        long plain = Files.size(file);
        NpzFile.writePacked(file, tensors());
        assertSame(NpzFile.read(file), tensors());
        assertThat(Files.size(file)).isLessThan(plain);
    }

    @Test
    void theSameTensorsMakeTheSameFile() throws IOException {
        NpzFile.write(file, tensors());
        byte[] first = Files.readAllBytes(file);
        NpzFile.write(file, tensors());
        assertThat(file).hasBinaryContent(first);
    }

    @Test
    void whatUnpacksToFarMoreThanItIsRefused() throws IOException {
        NpzFile.writePacked(file, Map.of("zeros", Tensor.zeros(Shape.of(1 << 24))));
        assertThat(NpzFile.read(file)).containsOnlyKeys("zeros");
        var many = new LinkedHashMap<String, Tensor>();
        for (int i = 0; i < 3; i++) many.put("zeros" + i, Tensor.zeros(Shape.of(1 << 23)));
        NpzFile.writePacked(file, many);
        refused("\"zeros2.npy\": unpacks to more than 16 times its size");
    }

    @Test
    void whatIsNoArrayIsRefusedByName() throws IOException {
        assertThatThrownBy(() -> NpzFile.read(file)).hasMessageContaining("there is no such file");
        Files.writeString(file, "hello");
        refused("is no zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("readme.txt"));
            zip.write(new byte[100]);
        }
        refused("\"readme.txt\": is no .npy file");
    }

    @Test
    void aFlippedBitOfAValueIsFound() throws IOException {
        NpzFile.write(file, Map.of("a", Tensor.zeros(Shape.of(100))));
        byte[] bytes = Files.readAllBytes(file);
        bytes[300] ^= 1;
        Files.write(file, bytes);
        refused("\"a.npy\": does not have its checksum");
    }

    @Test
    void anyDamageEndsInAFailureOrInTensors() throws IOException {
        assertThat(damaged(800)).isBetween(300, 799);
    }

    @Test
    @Tag("slow")
    void anyDamageEndsInAFailureOrInTensorsTenThousandTimes() throws IOException {
        assertThat(damaged(10_000)).isBetween(3000, 9999);
    }

    private int damaged(int cases) throws IOException {
        NpzFile.write(file, tensors());
        int refused = DamageCases.refused(file, 5, cases / 2, () -> NpzFile.read(file));
        NpzFile.writePacked(file, tensors());
        return refused + DamageCases.refused(file, 6, cases / 2, () -> NpzFile.read(file));
    }

    private void refused(String message) {
        assertThatThrownBy(() -> NpzFile.read(file))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(file + ": ")
                .hasMessageContaining(message)
                .extracting(e -> ((Failure) e).kind())
                .isEqualTo(Kind.CORRUPT);
    }

    private static Map<String, Tensor> tensors() {
        var random = new Random(1);
        var tensors = new LinkedHashMap<String, Tensor>();
        for (Shape shape : new Shape[] {Shape.of(3, 20), Shape.scalar(), Shape.of(0, 2)}) {
            Tensor tensor = Tensor.zeros(shape);
            for (int i = 0; i < tensor.size(); i++) tensor.set(i, random.nextInt(10));
            tensors.put("x" + shape, tensor);
        }
        return tensors;
    }

    private static void assertSame(Map<String, Tensor> found, Map<String, Tensor> expected) {
        assertThat(found.keySet()).containsExactlyElementsOf(expected.keySet());
        assertThat(texts(found)).isEqualTo(texts(expected));
    }

    private static List<String> texts(Map<String, Tensor> tensors) {
        return tensors.values().stream()
                .map(tensor -> tensor.shape() + " " + Arrays.toString(tensor.toArray()))
                .toList();
    }
}
