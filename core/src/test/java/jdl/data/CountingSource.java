package jdl.data;

import java.util.List;
import jdl.proto.SourceParameter;
import jdl.tensor.Shape;

/** Samples of 2×3×4 whose every value tells where it stands: 24 · index + position, below 256. */
record CountingSource(long size) implements Source {

    @Override
    public List<Column> columns() {
        return Column.labelled(Shape.of(2, 3, 4));
    }

    @Override
    public void read(long index, int column, Values into) {
        if (column == 1) {
            into.number((float) index);
            return;
        }
        byte[] room = into.room(24);
        for (int i = 0; i < 24; i++) room[i] = (byte) (24 * index + i);
        into.planes(room, 0, 2, 3, 4);
    }

    @Override
    public String key(long index) {
        return "sample " + index;
    }

    /** "count:SIZE". */
    record Type() implements SourceType {
        @Override
        public String scheme() {
            return "count";
        }

        @Override
        public String example() {
            return "count:SIZE";
        }

        @Override
        public Source open(String rest, SourceParameter settings) {
            return new CountingSource(Long.parseLong(rest));
        }
    }
}
