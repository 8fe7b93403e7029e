package jdl.data.hdf5;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdl.file.hdf5.Hdf5Dataset;
import jdl.file.hdf5.Hdf5File;
import jdl.file.hdf5.Hdf5Group;
import jdl.tensor.Tensor;

/**
 * The datasets of one file, opened when first read; then they are kept in memory, or read row by
 * row.
 */
final class Datasets {

    private final Path path;
    private final List<String> names;
    private final boolean kept;
    private final List<Column> columns = new ArrayList<>();

    /** Where the values of a row come from. */
    private interface Column {
        void read(long row, float[] into, int offset);
    }

    Datasets(Path path, List<String> names, boolean kept) {
        this.path = path;
        this.names = List.copyOf(names);
        this.kept = kept;
    }

    /** Writes a row of a dataset into an array. */
    void read(int dataset, long row, float[] into, int offset) {
        if (columns.isEmpty()) columns.addAll(kept ? inMemory() : onDisk());
        columns.get(dataset).read(row, into, offset);
    }

    private List<Column> inMemory() {
        try (var file = Hdf5File.open(path)) {
            return of(file, names).stream().map(dataset -> column(dataset.read())).toList();
        }
    }

    private static Column column(Tensor all) {
        int length = all.shape().countFrom(1);
        return (row, into, offset) ->
                System.arraycopy(all.array(), (int) row * length, into, offset, length);
    }

    /** The file stays open as long as the net may read it. */
    @SuppressWarnings("MustBeClosedChecker")
    private List<Column> onDisk() {
        return of(Hdf5File.open(path), names).stream()
                .<Column>map(dataset -> (row, into, offset) -> dataset.read(row, 1, into, offset))
                .toList();
    }

    /** The datasets by their names, in which a slash leads into a group. */
    static List<Hdf5Dataset> of(Hdf5File file, List<String> names) {
        return names.stream().map(name -> find(file.root(), name)).toList();
    }

    private static Hdf5Dataset find(Hdf5Group group, String name) {
        int slash = name.indexOf('/');
        if (slash < 0 || group.has(name)) return group.dataset(name);
        return find(group.group(name.substring(0, slash)), name.substring(slash + 1));
    }
}
