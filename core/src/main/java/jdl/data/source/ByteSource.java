package jdl.data.source;

import java.util.List;
import jdl.data.Column;
import jdl.data.Source;
import jdl.data.Values;
import jdl.tensor.Shape;

/** Samples that lie in memory as bytes, at equal distances. */
record ByteSource(String name, Shape shape, long size, Table pixels, Table labels)
        implements Source {

    @Override
    public List<Column> columns() {
        return Column.labelled(shape);
    }

    @Override
    public void read(long index, int column, Values into) {
        if (column == 0)
            into.planes(pixels.bytes(), pixels.at(index), shape.dim(0), shape.dim(1), shape.dim(2));
        else into.planes(labels.bytes(), labels.at(index), 1, 1, 1);
    }

    @Override
    public boolean atHand(long index) {
        return true;
    }

    @Override
    public String key(long index) {
        return name + ", image " + index;
    }

    /** Where the entries of a table begin: {@code first}, and {@code stride} further each. */
    @SuppressWarnings("ArrayRecordComponent") // a view that is never compared
    record Table(byte[] bytes, int first, int stride) {
        int at(long index) {
            return first + Math.multiplyExact(Math.toIntExact(index), stride);
        }
    }
}
