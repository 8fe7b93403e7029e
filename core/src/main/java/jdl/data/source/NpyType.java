package jdl.data.source;

import com.google.auto.service.AutoService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdl.data.DataFolder;
import jdl.data.Source;
import jdl.data.SourceType;
import jdl.data.Values;
import jdl.file.FileName;
import jdl.file.NpyFile;
import jdl.file.NpyRows;
import jdl.proto.SourceParameter;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * Arrays of NumPy in files of their own: the first, whose rows are read when they are asked for,
 * and labels.
 */
@AutoService(SourceType.class)
public final class NpyType implements SourceType {

    @Override
    public String scheme() {
        return "npy";
    }

    @Override
    public String example() {
        return "npy:FILE, npy:FILE,LABELS";
    }

    @Override
    public Source open(String rest, SourceParameter settings) {
        List<ArraySource.Rows> arrays = new ArrayList<>();
        for (String written : rest.split(",", -1)) {
            Path path = DataFolder.ofUser().resolve(written);
            String name = FileName.of(path).replaceFirst("\\.npy$", "");
            arrays.add(
                    arrays.isEmpty()
                            ? new InFile(name, NpyRows.open(path))
                            : ArraySource.InMemory.of(name, NpyFile.read(path)));
        }
        return new ArraySource(rest, arrays);
    }

    private record InFile(String name, NpyRows rows) implements ArraySource.Rows {

        @Override
        public long size() {
            return rows.size();
        }

        @Override
        public Shape shape() {
            return rows.row();
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
            Tensor row = Tensor.zeros(shape());
            rows.read(index, row);
            ArraySource.give(row.array(), 0, shape(), into);
        }
    }
}
