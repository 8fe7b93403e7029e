package jdl.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import jdl.failure.Failure;
import jdl.file.AtomicFile;
import jdl.file.RealDisk;
import jdl.file.hdf5.Hdf5File;
import jdl.file.hdf5.Hdf5Item;
import jdl.file.hdf5.Hdf5Item.Group;
import jdl.file.hdf5.Hdf5Item.Values;
import jdl.file.hdf5.Hdf5Writer;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Hdf5SnapshotTest {

    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("no matter what it is called");
    }

    @Test
    void weightsAreReadAsTheyWereWrittenToTheLastBit() {
        var sha256 = Hdf5Weights.write(new RealDisk(), file, Samples.layers(1));
        var read = WeightsFile.read(file);
        assertThat(read.sha256()).isEqualTo(sha256);
        assertThat(bits(read.layers())).isEqualTo(bits(Samples.layers(1)));
    }

    @Test
    void aStateIsReadAsItWasWrittenToTheLastBit() {
        State written = Samples.state(500);
        Hdf5State.write(new RealDisk(), file, written);
        State read = StateFile.read(file);
        assertThat(read.iter()).isEqualTo(500);
        assertThat(read.learnedNet()).isEqualTo(written.learnedNet());
        assertThat(read.currentStep()).isEqualTo(2);
        assertThat(read.extra()).isEqualTo(written.extra());
        assertThat(Samples.bits(read.history())).isEqualTo(Samples.bits(written.history()));
    }

    @Test
    void whatLayersShareIsWrittenByItsOwnerAndReadByAll() throws IOException {
        Tensor shared = Samples.random(1, 10_000);
        Tensor other = new Tensor(shared.shape(), shared.array().clone(), 0);
        Hdf5Weights.write(
                new RealDisk(),
                file,
                List.of(layer("a", shared), layer("b", shared), layer("c", other)));
        assertThat(Files.size(file)).isBetween(80_000L, 86_000L);
        assertThat(WeightsFile.read(file).layers())
                .allSatisfy(l -> assertThat(l.blobs().get(0).get(7)).isEqualTo(shared.get(7)));
    }

    @Test
    void aSlashInANameIsAGroupWithinAGroup() {
        var layers =
                List.of(layer("mixed/1x1", 1), layer("mixed", 2), layer("mixed/3x3/reduce", 3));
        Hdf5Weights.write(new RealDisk(), file, layers);
        try (var open = Hdf5File.open(file)) {
            assertThat(open.root().group("data").group("mixed").group("3x3").names())
                    .containsExactly("reduce");
        }
        assertThat(bits(WeightsFile.read(file).layers())).isEqualTo(bits(layers));
    }

    @Test
    void namesThatCannotBeGroupsAreRefused() {
        for (String name : List.of("", "a//b", "/", "."))
            assertThatThrownBy(
                            () -> Hdf5Weights.write(new RealDisk(), file, List.of(layer(name, 1))))
                    .isInstanceOf(Failure.class);
        assertThatThrownBy(() -> write(List.of(layer("a", 1), layer("a", 2))))
                .hasMessageContaining("two layers would have the name \"data/a\"");
        assertThatThrownBy(() -> write(List.of(layer("a", 1), layer("a/0/x", 2))))
                .hasMessageContaining("cannot be an array and a group");
    }

    @Test
    void everyFlippedByteAndEveryCutOfWeightsIsFound() throws IOException {
        write(List.of(layer("ip", 1)));
        assertThat(undetected(WeightsFile::read)).isZero();
    }

    @Test
    void everyFlippedByteAndEveryCutOfAStateIsFound() throws IOException {
        var history = List.of(Samples.random(2, 20));
        Hdf5State.write(
                new RealDisk(), file, new State(5, "a.caffemodel", history, 0, Optional.empty()));
        assertThat(undetected(StateFile::read)).isZero();
    }

    @Test
    void oneFileIsNotTakenForTheOther() throws IOException {
        write(Samples.layers(1));
        assertThatThrownBy(() -> StateFile.read(file))
                .hasMessageContaining("is a weights file, not a solver state")
                .hasMessageContaining("--weights");
        Hdf5State.write(new RealDisk(), file, Samples.state(1));
        assertThatThrownBy(() -> WeightsFile.read(file))
                .hasMessageContaining("is a solver state, not a weights file")
                .hasMessageContaining("--resume");
        plain(Map.of("data", Values.whole(1)));
        assertThatThrownBy(() -> WeightsFile.read(file))
                .hasMessageContaining("is an HDF5 file of other things, not a weights file");
    }

    @Test
    void whatAForeignFileLacksIsTold() throws IOException {
        Values values = Values.floats(Samples.random(1, 3));
        plain(Map.of("data/a/1", values));
        assertThatThrownBy(() -> WeightsFile.read(file))
                .hasMessageContaining("\"/data/a/0\" is not there, but a later weight is");
        plain(Map.of("data", new Group(Map.of())));
        assertThatThrownBy(() -> WeightsFile.read(file)).hasMessageContaining("holds no layers");
        plain(Map.of("data/a/0", values, "diff/a/0", Values.floats(Samples.random(1, 4))));
        assertThatThrownBy(() -> WeightsFile.read(file))
                .hasMessageContaining("\"/diff/a/0\" has the shape 4, but its data 3");
        plain(Map.of("iter", Values.whole(-1), "history", new Group(Map.of())));
        assertThatThrownBy(() -> StateFile.read(file)).hasMessageContaining("\"/iter\" is -1");
    }

    @Test
    void damageThatNoSealTellsOfIsReadOrRefused() throws IOException {
        Values values = Values.floats(Samples.random(1, 3));
        plain(Map.of("data/a/0", values, "data/b/c/0", values, "diff/a/0", values));
        byte[] good = Files.readAllBytes(file);
        var random = new Random(5);
        int refused = 0;
        for (int i = 0; i < 1000; i++) {
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] = (byte) (random.nextInt(3) * 4);
            if (isRefused(bad, WeightsFile::read)) refused++;
        }
        assertThat(refused).isBetween(10, 900);
    }

    private void write(List<NamedLayer> layers) {
        Hdf5Weights.write(new RealDisk(), file, layers);
    }

    /** A file that nobody sealed. */
    private void plain(Map<String, Hdf5Item> paths) {
        var writer = new Hdf5Writer(Group.ofPaths(paths), new byte[0]);
        new AtomicFile(new RealDisk(), file).write(writer.size(), writer::writeTo);
    }

    private static NamedLayer layer(String name, long seed) {
        return layer(name, Samples.random(seed, 20));
    }

    private static NamedLayer layer(String name, Tensor blob) {
        return new NamedLayer(name, "InnerProduct", List.of(blob), List.of());
    }

    /** What an HDF5 file holds of layers, which are sorted there and have no types. */
    private static Map<String, List<Object>> bits(List<NamedLayer> layers) {
        Function<NamedLayer, List<Object>> bits =
                l -> List.of(Samples.bits(l.blobs()), Samples.bits(l.diffs()));
        return layers.stream()
                .sorted(Comparator.comparing(NamedLayer::name))
                .collect(Collectors.toMap(NamedLayer::name, bits));
    }

    private int undetected(Consumer<Path> read) throws IOException {
        byte[] good = Files.readAllBytes(file);
        int undetected = 0;
        for (int i = 0; i < good.length; i++) {
            byte[] flipped = good.clone();
            flipped[i] ^= (byte) (1 << i % 8);
            if (!isRefused(flipped, read)) undetected++;
            if (!isRefused(Arrays.copyOf(good, i), read)) undetected++;
        }
        Files.write(file, good);
        read.accept(file);
        return undetected;
    }

    private boolean isRefused(byte[] content, Consumer<Path> read) throws IOException {
        Files.write(file, content);
        try {
            read.accept(file);
            return false;
        } catch (Failure e) {
            assertThat(e.kind()).isEqualTo(Failure.Kind.CORRUPT);
            assertThat(e).hasMessageContaining(file.toString());
            return true;
        }
    }
}
