package jdl.data.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdl.file.hdf5.Hdf5File;
import jdl.layer.Layer;
import jdl.layer.LayerTypes;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HDF5OutputLayerTest {

    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("new/out.h5");
    }

    @Test
    void isFoundByItsName() {
        assertThat(LayerTypes.installed().get("HDF5Output"))
                .isInstanceOf(HDF5OutputLayer.Type.class);
    }

    @Test
    void eachPassWritesTheFileAnewAndAPlanWritesNone() {
        Layer layer = layer(file, Shape.of(2, 3), Shape.of(2));
        assertThat(layer.plan().tops()).isEmpty();
        assertThat(file).doesNotExist();
        Tensor data = Tensor.of(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
        for (int pass = 0; pass < 2; pass++) {
            data.set(0, pass);
            OneLayer.forward(layer, List.of(data, Tensor.of(Shape.of(2), 7, 8)), pass);
            assertThat(read("data").toArray()).containsExactly(pass, 2, 3, 4, 5, 6);
            assertThat(read("data").shape()).isEqualTo(Shape.of(2, 3, 1, 1));
            assertThat(read("label").toArray()).containsExactly(7, 8);
        }
    }

    @Test
    void writesWhatCaffeWrites() {
        Path golden =
                Path.of(System.getProperty("jdl.root", ".."))
                        .resolve("../shared/golden/layers/hdf5output_basic/out.h5");
        assumeTrue(Files.exists(golden), "no golden vectors at " + golden);
        try (var caffe = Hdf5File.open(golden)) {
            Tensor data = caffe.root().dataset("data").read();
            Tensor label = caffe.root().dataset("label").read();
            Tensor flat = label.as(Shape.of(3));
            OneLayer.forward(layer(file, data.shape(), flat.shape()), List.of(data, flat), 0);
            assertThat(read("data").shape()).isEqualTo(data.shape());
            assertThat(read("data").toArray()).isEqualTo(data.toArray());
            assertThat(read("label").shape()).isEqualTo(label.shape());
            assertThat(read("label").toArray()).isEqualTo(label.toArray());
        }
    }

    @Test
    void whatCannotBeWrittenIsRefused() {
        assertThatThrownBy(() -> layer(file, Shape.of(2), Shape.of(3)))
                .hasMessageContaining("as many labels as data, but got 3 and 2");
        assertThatThrownBy(() -> layer(file, Shape.of(2), Shape.scalar()))
                .hasMessageContaining("scalar");
        assertThatThrownBy(
                        () ->
                                OneLayer.of(
                                        new HDF5OutputLayer.Type(),
                                        "",
                                        List.of(Shape.of(2), Shape.of(2))))
                .hasMessageContaining("hdf5_output_param.file_name is missing");
    }

    private Tensor read(String name) {
        try (var written = Hdf5File.open(file)) {
            return written.root().dataset(name).read();
        }
    }

    private static Layer layer(Path file, Shape data, Shape labels) {
        return OneLayer.of(
                new HDF5OutputLayer.Type(),
                "hdf5_output_param { file_name: '%s' }".formatted(file),
                List.of(data, labels));
    }
}
