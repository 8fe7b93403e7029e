package jdl.data.hdf5;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdl.failure.Failure;
import jdl.file.hdf5.Hdf5Dataset;
import jdl.file.hdf5.Hdf5File;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** The rows of some datasets over several files, each of which has them all. */
final class Rows {

    /**
     * So many bytes of floats are kept in memory; where there are more, rows are read each time.
     */
    private static final long KEPT = 256L << 20;

    private final List<String> names;
    private final List<Shape> shapes;
    private final List<Part> parts = new ArrayList<>();
    private long size;
    private long left;

    /** One file: the number of its first row, and its datasets. */
    private record Part(long first, Datasets datasets) {}

    /** Looks into all files; they are read when rows are asked for. */
    Rows(List<Path> files, List<String> names) {
        this(files, names, KEPT);
    }

    Rows(List<Path> files, List<String> names, long kept) {
        this.names = names;
        this.left = kept;
        this.shapes = shapes(files.get(0));
        for (Path path : files) add(path, files.get(0));
        if (size == 0) throw corrupt(files.get(0), "there are no rows in it");
    }

    private List<Shape> shapes(Path path) {
        try (var file = Hdf5File.open(path)) {
            return Datasets.of(file, names).stream().map(Hdf5Dataset::row).toList();
        }
    }

    private void add(Path path, Path first) {
        try (var file = Hdf5File.open(path)) {
            List<Hdf5Dataset> datasets = Datasets.of(file, names);
            long rows = datasets.get(0).rows();
            for (int i = 0; i < datasets.size(); i++) {
                check(path, datasets.get(i), datasets.get(0));
                if (!datasets.get(i).row().equals(shapes.get(i)))
                    throw corrupt(
                            path,
                            "a row of \"%s\" is %s, but %s in %s"
                                    .formatted(
                                            names.get(i),
                                            datasets.get(i).row(),
                                            shapes.get(i),
                                            first));
            }
            parts.add(new Part(size, new Datasets(path, names, isKept(rows, file))));
            size += rows;
        }
    }

    private static void check(Path path, Hdf5Dataset dataset, Hdf5Dataset first) {
        dataset.read(0, 0, new float[0], 0); // fails where there are no numbers
        if (dataset.dims().isEmpty())
            throw corrupt(path, "\"%s\" has no rows but one value".formatted(dataset.path()));
        if (dataset.rows() != first.rows())
            throw corrupt(
                    path,
                    "\"%s\" has %d rows, but \"%s\" has %d"
                            .formatted(first.path(), first.rows(), dataset.path(), dataset.rows()));
    }

    private boolean isKept(long rows, Hdf5File file) {
        long row = Float.BYTES * shapes.stream().mapToLong(Shape::count).sum();
        if (row > 0 && rows > Math.min(left, file.allowed()) / row) return false;
        left -= rows * row;
        return true;
    }

    private static Failure corrupt(Path path, String what) {
        return new Failure(Failure.Kind.CORRUPT, path + ": " + what);
    }

    /** How many there are in all files. */
    long size() {
        return size;
    }

    /** The shape of a row of each dataset. */
    List<Shape> shapes() {
        return shapes;
    }

    /** Writes a row of each dataset into a tensor, as its row {@code place}. */
    void read(long row, List<Tensor> into, int place) {
        int low = 0;
        for (int high = parts.size(); high - low > 1; ) {
            int middle = (low + high) >>> 1;
            if (parts.get(middle).first() <= row) low = middle;
            else high = middle;
        }
        Part part = parts.get(low);
        for (int i = 0; i < shapes.size(); i++) {
            Tensor tensor = into.get(i);
            int offset = tensor.offset() + place * shapes.get(i).count();
            part.datasets().read(i, row - part.first(), tensor.array(), offset);
        }
    }
}
