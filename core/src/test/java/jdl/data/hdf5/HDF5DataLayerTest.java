package jdl.data.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import jdl.failure.Failure;
import jdl.layer.Layer;
import jdl.layer.LayerTypes;
import jdl.layer.Reads;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HDF5DataLayerTest {

    private static final String TOPS = "top: 'data' top: 'label' ";

    @TempDir Path folder;
    private Path list;

    @BeforeEach
    void twoFiles() throws IOException {
        OneLayer.file(folder.resolve("a.h5"), 0, 5);
        OneLayer.file(folder.resolve("b.h5"), 5, 4);
        list = OneLayer.list(folder.resolve("list.txt"), "a.h5", "", folder.resolve("b.h5"));
    }

    @Test
    void isFoundByItsName() {
        assertThat(LayerTypes.installed().get("HDF5Data")).isInstanceOf(HDF5DataLayer.Type.class);
    }

    @Test
    void plansABatchOfEachDataset() {
        Layer layer = layer(TOPS, "batch_size: 3");
        assertThat(layer.plan().tops()).containsExactly(Shape.of(3, 2, 3), Shape.of(3));
        assertThat(((Reads) layer).size()).isEqualTo(9);
        assertThat(((Reads) layer).batch()).isEqualTo(3);
    }

    @Test
    void aBatchGoesOverTheEndsOfFilesAndBeginsAnewBehindTheLast() {
        Layer layer = layer(TOPS, "batch_size: 4");
        assertThat(labels(layer, 0)).containsExactly(0, 1, 2, 3);
        assertThat(labels(layer, 1)).containsExactly(4, 5, 6, 7);
        assertThat(labels(layer, 2)).containsExactly(8, 0, 1, 2);
        assertThat(OneLayer.forward(layer, List.of(), 1).get(0).toArray())
                .isEqualTo(numbers(24, 48));
    }

    @Test
    void shuffledEpochsTakeEachRowOfAllFilesOnceAndDiffer() {
        Layer layer = layer(TOPS, "batch_size: 3 shuffle: true");
        List<List<Float>> epochs = new ArrayList<>();
        for (int epoch = 0; epoch < 2; epoch++) {
            List<Float> seen = new ArrayList<>();
            for (int pass = 0; pass < 3; pass++)
                for (float label : labels(layer, 3 * epoch + pass)) seen.add(label);
            assertThat(seen).doesNotHaveDuplicates().hasSize(9);
            epochs.add(seen);
        }
        assertThat(epochs.get(0)).isNotEqualTo(epochs.get(1));
    }

    @Test
    void rowsBelongToTheirLabelsAndAPassDependsOnNothingButTheClock() {
        Layer straight = layer(TOPS, "batch_size: 4 shuffle: true");
        for (int pass = 0; pass < 9; pass++) labels(straight, pass);
        List<Tensor> tops = OneLayer.forward(straight, List.of(), 9);
        for (int i = 0; i < 4; i++)
            assertThat(tops.get(0).get(6 * i)).isEqualTo(6 * tops.get(1).get(i));
        assertThat(labels(layer(TOPS, "batch_size: 4 shuffle: true"), 9))
                .isEqualTo(tops.get(1).toArray());
    }

    @Test
    void rowsAreTheSameWhetherTheyAreKeptInMemoryOrReadEachTime() {
        List<Path> files = List.of(folder.resolve("a.h5"), folder.resolve("b.h5"));
        for (long kept : new long[] {0, 5 * 7 * 4, 1000}) {
            var rows = new Rows(files, List.of("label", "data"), kept);
            assertThat(rows.size()).isEqualTo(9);
            List<Tensor> into = List.of(Tensor.zeros(Shape.of(2)), Tensor.zeros(Shape.of(2, 2, 3)));
            for (int row : new int[] {8, 0, 4, 5}) {
                rows.read(row, into, 1);
                assertThat(into.get(0).toArray()).containsExactly(0, row);
                assertThat(into.get(1).part(1, 2).toArray())
                        .isEqualTo(numbers(6 * row, 6 * row + 6));
            }
        }
    }

    @Test
    void aSlashInATopsNameLeadsIntoAGroup() throws IOException {
        OneLayer.file(folder.resolve("c.h5"), Map.of("x/y", Tensor.of(Shape.of(2, 1), 3, 4)));
        list = OneLayer.list(list, "c.h5");
        assertThat(OneLayer.forward(layer("top: 'x/y'", "batch_size: 2"), List.of(), 0).get(0))
                .satisfies(top -> assertThat(top.shape()).isEqualTo(Shape.of(2, 1)))
                .satisfies(top -> assertThat(top.toArray()).containsExactly(3, 4));
    }

    @Test
    void settingsThatCannotBeAreRefused() {
        refused(TOPS, "", "batch_size");
        refused(TOPS, "batch_size: 4000000000", "batch_size");
        refused(TOPS, "batch_size: 2000000000", "more than 2^31 - 1 values");
        refused(TOPS + "transform_param { scale: 2 }", "batch_size: 1", "no transform_param");
        assertThatThrownBy(() -> create(TOPS + "hdf5_data_param { batch_size: 1 }"))
                .hasMessageContaining("hdf5_data_param.source is missing");
    }

    @Test
    void filesThatDoNotFitAreToldByName() throws IOException {
        refused("top: 'date'", "batch_size: 1", "a.h5: \"/\" has no \"date\"; it has data, label");
        Tensor rows = Tensor.zeros(Shape.of(2, 3));
        OneLayer.file(folder.resolve("c.h5"), Map.of("data", rows, "label", rows));
        list = OneLayer.list(list, "a.h5", "c.h5");
        refused(TOPS, "batch_size: 1", "c.h5: a row of \"data\" is 3, but 2×3 in ");
        Tensor one = Tensor.of(Shape.scalar(), 1);
        OneLayer.file(folder.resolve("c.h5"), Map.of("data", rows, "label", one));
        list = OneLayer.list(list, "c.h5");
        refused(TOPS, "batch_size: 1", "\"/label\" has no rows but one value");
        OneLayer.file(
                folder.resolve("c.h5"), Map.of("data", rows, "label", Tensor.zeros(Shape.of(3))));
        refused(TOPS, "batch_size: 1", "\"/data\" has 2 rows, but \"/label\" has 3");
        OneLayer.file(folder.resolve("c.h5"), Map.of("data", Tensor.zeros(Shape.of(0, 3))));
        refused("top: 'data'", "batch_size: 1", "there are no rows in it");
        list = OneLayer.list(list, "none.h5");
        refused(TOPS, "batch_size: 1", "none.h5: there is no such file");
        list = OneLayer.list(list, "");
        refused(TOPS, "batch_size: 1", "names no file");
    }

    @Test
    void caffesOwnTestFilesAreRead() throws IOException {
        Path samples = shared("bvlc-test-data");
        list =
                OneLayer.list(
                        list,
                        samples.resolve("sample_data.h5"),
                        samples.resolve("sample_data_2_gzip.h5"));
        Layer layer = layer(TOPS + "top: 'label2'", "batch_size: 5");
        assertThat(layer.plan().tops())
                .containsExactly(Shape.of(5, 8, 6, 5), Shape.of(5, 1), Shape.of(5, 1));
        // As in Caffe's test: data counts on through both files, labels begin again in each.
        for (int pass = 0; pass < 10; pass++) {
            int row = 5 * pass % 20;
            List<Tensor> tops = OneLayer.forward(layer, List.of(), pass);
            assertThat(tops.get(0).toArray()).isEqualTo(numbers(row * 240, (row + 5) * 240));
            int label = row % 10;
            assertThat(tops.get(1).toArray()).isEqualTo(numbers(label + 1, label + 6));
            assertThat(tops.get(2).toArray()).isEqualTo(numbers(label + 2, label + 7));
        }
    }

    private static Path shared(String name) {
        Path shared = Path.of(System.getProperty("jdl.root", ".."), "..", "shared/data/hdf5", name);
        assumeTrue(Files.isDirectory(shared), "no data in " + shared);
        return shared;
    }

    private static float[] numbers(int from, int to) {
        float[] numbers = new float[to - from];
        IntStream.range(from, to).forEach(i -> numbers[i - from] = i);
        return numbers;
    }

    private static float[] labels(Layer layer, long pass) {
        return OneLayer.forward(layer, List.of(), pass).get(1).toArray();
    }

    private Layer layer(String text, String settings) {
        return create(text + " hdf5_data_param { source: '%s' %s }".formatted(list, settings));
    }

    private static Layer create(String text) {
        return OneLayer.of(new HDF5DataLayer.Type(), text, List.of());
    }

    private void refused(String text, String settings, String words) {
        assertThatThrownBy(() -> layer(text, settings))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(words);
    }
}
