package jdl.data.source;

import com.google.auto.service.AutoService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jdl.data.DataFolder;
import jdl.data.Source;
import jdl.data.SourceType;
import jdl.data.Values;
import jdl.failure.Failure;
import jdl.file.hdf5.Hdf5Dataset;
import jdl.file.hdf5.Hdf5File;
import jdl.file.hdf5.Hdf5Group;
import jdl.proto.SourceParameter;
import jdl.tensor.Shape;

/**
 * Datasets of an HDF5 file: all that are in no group, or those named, in the order of the tops.
 * Their rows are read when they are asked for; only labels are read as a whole.
 */
@AutoService(SourceType.class)
public final class Hdf5Type implements SourceType {

    @Override
    public String scheme() {
        return "hdf5";
    }

    @Override
    public String example() {
        return "hdf5:FILE, hdf5:FILE,DATASET,GROUP/DATASET";
    }

    @Override
    public Source open(String rest, SourceParameter settings) {
        List<String> parts = Arrays.asList(rest.split(",", -1));
        Path path = DataFolder.ofUser().resolve(parts.get(0));
        Hdf5File file = Hdf5File.open(path);
        try {
            return open(file, parts.subList(1, parts.size()));
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static Source open(Hdf5File file, List<String> chosen) {
        Hdf5Group root = file.root();
        List<String> names =
                chosen.isEmpty()
                        ? root.names().stream().filter(name -> !root.hasGroup(name)).toList()
                        : chosen;
        List<ArraySource.Rows> arrays = new ArrayList<>();
        for (String name : names)
            arrays.add(rows(file, name, dataset(root, name), arrays.isEmpty()));
        if (arrays.isEmpty())
            throw Failure.config(
                    "%s: has no datasets outside of its groups%n    name them: hdf5:FILE,GROUP/DATASET"
                            .formatted(file.path()));
        return new ArraySource(file.path().toString(), arrays);
    }

    private static Hdf5Dataset dataset(Hdf5Group root, String name) {
        List<String> parts = Arrays.asList(name.split("/", -1));
        Hdf5Group group = root;
        for (String part : parts.subList(0, parts.size() - 1)) group = group.group(part);
        return group.dataset(parts.get(parts.size() - 1));
    }

    private static ArraySource.Rows rows(
            Hdf5File file, String name, Hdf5Dataset dataset, boolean first) {
        if (dataset.dims().isEmpty())
            throw Failure.config(
                    "%s: \"%s\" is one value and has no rows%n    name the datasets to read: hdf5:FILE,DATASET"
                            .formatted(file.path(), name));
        return first || dataset.row().count() != 1
                ? new InFile(name, dataset)
                : ArraySource.InMemory.of(name, dataset.read());
    }

    private record InFile(String name, Hdf5Dataset dataset) implements ArraySource.Rows {

        @Override
        public long size() {
            return dataset.rows();
        }

        @Override
        public Shape shape() {
            return dataset.row();
        }

        @Override
        public boolean areClasses() {
            return false;
        }

        @Override
        public boolean atHand() {
            return false;
        }

        @Override
        public void read(long index, Values into) {
            float[] row = new float[shape().count()];
            dataset.read(index, 1, row, 0);
            ArraySource.give(row, 0, shape(), into);
        }
    }
}
