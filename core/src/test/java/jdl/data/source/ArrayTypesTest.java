package jdl.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import jdl.data.Column;
import jdl.data.Source;
import jdl.data.SourceContract;
import jdl.data.Sources;
import jdl.failure.Failure;
import jdl.file.AtomicFile;
import jdl.file.NpyFile;
import jdl.file.NpzFile;
import jdl.file.RealDisk;
import jdl.file.hdf5.Hdf5Item;
import jdl.file.hdf5.Hdf5Item.Group;
import jdl.file.hdf5.Hdf5Item.Values;
import jdl.file.hdf5.Hdf5Writer;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrayTypesTest implements SourceContract {

    @TempDir private Path folder;

    @Override
    public Stream<SourceCase> sources() {
        Path data = npy("data", counting(Shape.of(6, 3, 2, 2)));
        Path labels = npy("labels", counting(Shape.of(6)));
        var arrays = new LinkedHashMap<String, Tensor>();
        arrays.put("x", counting(Shape.of(5, 2, 2)));
        arrays.put("y", counting(Shape.of(5)));
        Path zip = npz(arrays);
        return Stream.of(of("npy:" + data + "," + labels), of("npz:" + zip), of("hdf5:" + hdf5()));
    }

    private static SourceCase of(String written) {
        return new SourceCase(written, open(written), open(written));
    }

    private static Source open(String written) {
        return Sources.installed().open(written);
    }

    @Test
    void rowsOfTwoOrThreeAxesArePicturesAndOthersNumbers() {
        assertThat(column(Shape.of(4, 5))).isEqualTo(Column.numbers("a", Shape.of(5)));
        assertThat(column(Shape.of(4))).isEqualTo(Column.numbers("a", Shape.of()));
        assertThat(column(Shape.of(4, 2, 3))).isEqualTo(Column.picture("a", Shape.of(1, 2, 3)));
        assertThat(column(Shape.of(4, 1, 2, 3))).isEqualTo(Column.picture("a", Shape.of(1, 2, 3)));
        assertThat(column(Shape.of(4, 1, 1, 2, 3)))
                .isEqualTo(Column.numbers("a", Shape.of(1, 1, 2, 3)));
    }

    private Column column(Shape shape) {
        Source source = open("npy:" + npy("a", counting(shape)));
        assertThat(source.size()).isEqualTo(4);
        assertThat(SourceContract.pixels(source, 3)).endsWith(shape.count() - 1);
        return source.columns().get(0);
    }

    @Test
    void wholeNumbersFromZeroAreClassesAndOthersTargets() {
        Path data = npy("x", counting(Shape.of(3, 2)));
        Path classes = npy("c", Tensor.of(Shape.of(3, 1), 2, 0, 1));
        Path targets = npy("t", Tensor.of(Shape.of(3), 2, 0.5f, 1));
        Source source = open("npy:" + data + "," + classes + "," + targets);
        assertThat(source.columns())
                .containsExactly(
                        Column.numbers("x", Shape.of(2)),
                        Column.classes("c"),
                        Column.numbers("t", Shape.of()));
        assertThat(source.label(0)).isEqualTo(2);
    }

    @Test
    void arraysOfAZipAreTakenInTheirOrderOrByName() {
        var arrays = new LinkedHashMap<String, Tensor>();
        arrays.put("x_train", counting(Shape.of(4, 3)));
        arrays.put("y_train", counting(Shape.of(4)));
        Path file = npz(arrays);
        assertThat(open("npz:" + file).columns())
                .extracting(Column::name)
                .containsExactly("x_train", "y_train");
        arrays.put("x_test", counting(Shape.of(2, 3)));
        npz(arrays);
        assertThat(open("npz:" + file + ",x_test").size()).isEqualTo(2);
        assertThat(open("npz:" + file + ",x_train,y_train").label(3)).isEqualTo(3);
        assertThatThrownBy(() -> open("npz:" + file))
                .hasMessageContaining("4 rows of \"x_train\", but 2 of \"x_test\"");
        assertThatThrownBy(() -> open("npz:" + file + ",y_tain"))
                .hasMessageContaining("did you mean \"y_train\"?")
                .hasMessageContaining("it has: x_train, y_train, x_test");
    }

    @Test
    void whatHasNoRowsIsRefused() {
        assertThatThrownBy(() -> open("npy:" + npy("e", Tensor.zeros(Shape.of(0, 3)))))
                .hasMessageContaining("has no rows");
        assertThatThrownBy(() -> open("npz:" + npz(Map.of("s", Tensor.zeros(Shape.of())))))
                .hasMessageContaining("is one value");
    }

    @Test
    void datasetsOfAnHdf5FileAreTakenInTheirOrderOrByName() {
        Path file = hdf5();
        Source all = open("hdf5:" + file);
        assertThat(all.columns())
                .containsExactly(
                        Column.picture("data", Shape.of(3, 2, 2)), Column.classes("label"));
        assertThat(all.label(4)).isEqualTo(4);
        assertThat(SourceContract.pixels(all, 4)).startsWith(48).endsWith(59);
        Source within = open("hdf5:" + file + ",test/x");
        assertThat(within.size()).isEqualTo(2);
        assertThat(within.columns()).containsExactly(Column.numbers("test/x", Shape.of(3)));
        assertThatThrownBy(() -> open("hdf5:" + file + ",dta"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("has no \"dta\"; it has data, label, test");
        assertThatThrownBy(() -> open("hdf5:" + file + ",test"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("is a group");
    }

    private Path hdf5() {
        Path file = folder.resolve("a.h5");
        var items = new LinkedHashMap<String, Hdf5Item>();
        items.put("data", Values.floats(counting(Shape.of(5, 3, 2, 2))));
        items.put("label", Values.floats(counting(Shape.of(5, 1))));
        items.put("test/x", Values.floats(counting(Shape.of(2, 3))));
        var writer = new Hdf5Writer(Group.ofPaths(items), new byte[0]);
        new AtomicFile(new RealDisk(), file).write(writer.size(), writer::writeTo);
        return file;
    }

    private Path npy(String name, Tensor tensor) {
        Path file = folder.resolve(name + ".npy");
        NpyFile.write(file, tensor);
        return file;
    }

    private Path npz(Map<String, Tensor> tensors) {
        Path file = folder.resolve("a.npz");
        NpzFile.write(file, tensors);
        return file;
    }

    private static Tensor counting(Shape shape) {
        Tensor tensor = Tensor.zeros(shape);
        for (int i = 0; i < tensor.size(); i++) tensor.set(i, i);
        return tensor;
    }
}
