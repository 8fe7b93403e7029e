package jdl.file.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import jdl.failure.Failure;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files that {@code make.py} wrote, in HDF5's oldest form and in its newest. */
class Hdf5FileTest {

    private static final float[] SIGNED = formula(50);
    private static final float[] UNSIGNED = formula(0);

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"old", "new"})
    void numbersOfEveryWidthAndOrderAreRead(String name) {
        try (var file = open(name)) {
            Hdf5Group types = file.root().group("types");
            int count = 0;
            for (String kind : types.names())
                for (String type : types.group(kind).names()) {
                    float[] values = kind.endsWith("_u") ? UNSIGNED : SIGNED;
                    Tensor read = types.group(kind).dataset(type).read();
                    assertThat(read.shape()).isEqualTo(Shape.of(3, 5));
                    assertThat(read.toArray()).as(type).isEqualTo(Arrays.copyOf(values, 15));
                    count++;
                }
            assertThat(count).isEqualTo(22);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"old", "new"})
    void scalarsAndTextsAreRead(String name) {
        try (var file = open(name)) {
            Hdf5Group scalars = file.root().group("scalars");
            assertThat(scalars.dataset("whole").whole()).isEqualTo(-7);
            assertThat(scalars.dataset("one").whole()).isEqualTo(5000);
            assertThat(scalars.dataset("text").text()).isEqualTo("a text");
            Hdf5Dataset fraction = scalars.dataset("fraction");
            assertThat(fraction.read().shape()).isEqualTo(Shape.scalar());
            assertThat(fraction.read().get(0)).isEqualTo(0.5f);
            assertThat(fraction.rows()).isEqualTo(1);
            assertThat(scalars.dataset("largest").read().toArray())
                    .containsExactly(0x1p64f, 0x1p63f, 0x1p63f);
            assertThat(scalars.dataset("halves").read().toArray())
                    .containsExactly(
                            1.5f, -0f, 0x1p-24f, 65504, Float.POSITIVE_INFINITY, Float.NaN);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"old", "new"})
    void oddArraysAreRead(String name) {
        try (var file = open(name)) {
            Hdf5Group odd = file.root().group("odd");
            assertThat(odd.dataset("empty").read().shape()).isEqualTo(Shape.of(0, 3));
            assertThat(odd.dataset("truth").read().toArray()).containsExactly(1, 0, 1);
            assertThat(odd.dataset("ödd").read().toArray()).containsExactly(1);
            assertThat(odd.dataset("unwritten").read().toArray()).containsOnly(0).hasSize(12);
            assertThat(odd.hasGroup("nothing")).isTrue();
            assertThat(odd.hasGroup("truth")).isFalse();
            assertThat(odd.hasGroup("something")).isFalse();
            assertThat(odd.group("nothing").names()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "old, chunks, plain",
        "old, chunks, gzip",
        "old, chunks, shuffled",
        "old, chunks, summed",
        "old, chunks, all",
        "old, chunks, whole",
        "old, growing, growing",
        "old, growing, growing_both",
        "new, chunks, plain",
        "new, chunks, gzip",
        "new, chunks, shuffled",
        "new, chunks, summed",
        "new, chunks, all",
        "new, chunks, whole"
    })
    void anyRowsOfAChunkedArrayAreRead(String name, String group, String array) {
        try (var file = open(name)) {
            Hdf5Dataset dataset = file.root().group(group).dataset(array);
            assertThat(dataset.rows()).isEqualTo(23);
            assertThat(dataset.row()).isEqualTo(Shape.of(9));
            assertThat(dataset.read().toArray()).isEqualTo(Arrays.copyOf(SIGNED, 23 * 9));
            for (int first = 0; first < 23; first++)
                for (int rows = 0; rows <= 23 - first; rows++) {
                    float[] read = new float[rows * 9 + 2];
                    dataset.read(first, rows, read, 1);
                    assertThat(Arrays.copyOfRange(read, 1, read.length - 1))
                            .isEqualTo(Arrays.copyOfRange(SIGNED, first * 9, (first + rows) * 9));
                    assertThat(read[0] + read[read.length - 1]).isZero();
                }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"old", "new"})
    void chunksOfManyAxesAndManyChunksAndMissingChunksAreRead(String name) {
        try (var file = open(name)) {
            Hdf5Group chunks = file.root().group("more");
            assertThat(chunks.dataset("deep").read().toArray())
                    .isEqualTo(Arrays.copyOf(SIGNED, 120));
            float[] row = new float[30];
            chunks.dataset("deep").read(3, 1, row, 0);
            assertThat(row).isEqualTo(Arrays.copyOfRange(SIGNED, 90, 120));
            assertThat(chunks.dataset("line").read().toArray())
                    .isEqualTo(Arrays.copyOf(SIGNED, 300));
            float[] sparse = new float[23 * 9];
            Arrays.fill(sparse, 1.5f);
            sparse[7 * 9 + 5] = 8;
            assertThat(chunks.dataset("sparse").read().toArray()).isEqualTo(sparse);
        }
    }

    @Test
    void aGroupOfManyMembersIsListedInOrder() {
        try (var file = open("old")) {
            List<String> names = IntStream.range(0, 300).mapToObj("%03d"::formatted).toList();
            Hdf5Group many = file.root().group("many");
            assertThat(many.names()).isEqualTo(names);
            assertThat(many.dataset("299").whole()).isEqualTo(5000);
        }
    }

    @Test
    void anIndexInPagesIsRead() {
        try (var file = open("new")) {
            assertThat(file.root().dataset("pages").read().toArray())
                    .isEqualTo(Arrays.copyOf(UNSIGNED, 1100));
        }
    }

    @Test
    void whatIsNotKnownIsToldWithAWayOut() {
        try (var file = open("new")) {
            assertThatThrownBy(() -> file.root().group("dense"))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("new.h5: \"/dense\" keeps its many members")
                    .hasMessageContaining("h5repack");
        }
    }

    @Test
    void whatIsAskedForWronglyIsToldByName() {
        try (var file = open("old")) {
            Hdf5Group root = file.root();
            assertThatThrownBy(() -> root.dataset("data"))
                    .hasMessageContaining("\"/\" has no \"data\"; it has chunks, growing, many");
            assertThatThrownBy(() -> root.dataset("chunks")).hasMessageContaining("is a group");
            Hdf5Group scalars = root.group("scalars");
            assertThatThrownBy(() -> scalars.group("text")).hasMessageContaining("is no group");
            assertThatThrownBy(() -> scalars.dataset("text").read())
                    .hasMessageContaining("\"/scalars/text\" holds text");
            assertThatThrownBy(() -> scalars.dataset("fraction").whole())
                    .hasMessageContaining("one whole number");
            assertThatThrownBy(() -> scalars.dataset("one").text())
                    .hasMessageContaining("one text");
            assertThatThrownBy(() -> scalars.dataset("one").bytes())
                    .hasMessageContaining("should hold bytes");
        }
    }

    @Test
    void filesThatAreNoneAreTold() throws IOException {
        Path file = folder.resolve("a.h5");
        assertThatThrownBy(() -> Hdf5File.open(file)).hasMessageContaining("no such file");
        Files.write(file, new byte[0]);
        assertThatThrownBy(() -> Hdf5File.open(file)).hasMessageContaining("a.h5 is empty");
        Files.write(file, new byte[5000]);
        assertThatThrownBy(() -> Hdf5File.open(file)).hasMessageContaining("is no HDF5 file");
    }

    private static float[] formula(int shift) {
        float[] values = new float[1100];
        for (int i = 0; i < values.length; i++) values[i] = 37 * i % 101 - shift;
        return values;
    }

    private Hdf5File open(String name) {
        return Hdf5File.open(copy(folder, name));
    }

    /** One of the files of {@code make.py}, on the disk. */
    static Path copy(Path folder, String name) {
        Path copy = folder.resolve(name + ".h5");
        try (InputStream in = Hdf5FileTest.class.getResourceAsStream("/hdf5/" + name + ".h5")) {
            if (!Files.exists(copy)) Files.copy(Objects.requireNonNull(in), copy);
            return copy;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
