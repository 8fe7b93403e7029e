package jdl.data;

import java.util.List;
import java.util.Set;
import jdl.failure.Failure;
import jdl.proto.SourceParameter;
import jdl.tensor.Shape;

/** Records of 1×1×1 that are their index plus one; some pictures cannot be read. */
record HoledSource(long size, Set<Long> holes) implements Source {

    @Override
    public List<Column> columns() {
        return Column.labelled(Shape.of(1, 1, 1));
    }

    @Override
    public void read(long index, int column, Values into) {
        if (column == 0 && holes.contains(index))
            throw new Failure(Failure.Kind.CORRUPT, "it is torn");
        into.number(index + 1f);
    }

    @Override
    public String key(long index) {
        return "record " + index;
    }

    /** "holed:SIZE,HOLE,HOLE". */
    record Type() implements SourceType {
        @Override
        public String scheme() {
            return "holed";
        }

        @Override
        public String example() {
            return "holed:SIZE,HOLE";
        }

        @Override
        public Source open(String rest, SourceParameter settings) {
            var numbers = List.of(rest.split(",", -1)).stream().map(Long::valueOf).toList();
            return new HoledSource(numbers.get(0), Set.copyOf(numbers.subList(1, numbers.size())));
        }
    }
}
