package jdl.data.source;

import java.util.ArrayList;
import java.util.List;
import jdl.data.Column;
import jdl.data.Source;
import jdl.data.Values;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** Arrays of NumPy with as many rows each: a record is a row of all, an array a column. */
final class ArraySource implements Source {

    /** A class is no larger than what a float holds exactly. */
    private static final int MOST_CLASSES = 1 << 24;

    private final String name;
    private final List<Rows> arrays;
    private final List<Column> columns;

    /** An array, row by row. */
    interface Rows {

        String name();

        long size();

        /** The shape of a row. */
        Shape shape();

        /** Whether it is one whole number from 0 in each row. */
        boolean areClasses();

        /** Whether rows are in memory. */
        boolean atHand();

        void read(long index, Values into);
    }

    /** An array in memory. */
    record InMemory(String name, Tensor tensor, boolean areClasses) implements Rows {

        static InMemory of(String name, Tensor tensor) {
            return new InMemory(name, tensor, areClasses(tensor));
        }

        @Override
        public long size() {
            return tensor.shape().dim(0);
        }

        @Override
        public Shape shape() {
            return tensor.shape().slice(1, tensor.shape().rank());
        }

        @Override
        public boolean atHand() {
            return true;
        }

        @Override
        public void read(long index, Values into) {
            int count = tensor.shape().countFrom(1);
            give(tensor.array(), tensor.offset() + (int) index * count, shape(), into);
        }

        private static boolean areClasses(Tensor tensor) {
            boolean classes = tensor.shape().countFrom(1) == 1;
            for (int i = 0; classes && i < tensor.size(); i++) {
                float value = tensor.get(i);
                classes = value >= 0 && value <= MOST_CLASSES && value == Math.rint(value);
            }
            return classes;
        }
    }

    ArraySource(String name, List<Rows> arrays) {
        this.name = name;
        this.arrays = List.copyOf(arrays);
        this.columns = new ArrayList<>();
        for (Rows array : arrays) columns.add(column(array, columns.isEmpty()));
        Rows first = arrays.get(0);
        for (Rows array : arrays)
            if (array.size() != first.size())
                throw new Failure(
                        Kind.CORRUPT,
                        "%s: %d rows of \"%s\", but %d of \"%s\""
                                .formatted(
                                        name,
                                        first.size(),
                                        first.name(),
                                        array.size(),
                                        array.name()));
        if (first.size() == 0) throw new Failure(Kind.CORRUPT, name + ": has no rows");
    }

    /** Rows of two or three axes are pictures, as Caffe has them: channels, height, width. */
    private static Column column(Rows array, boolean first) {
        Shape shape = array.shape();
        if (!first && array.areClasses()) return Column.classes(array.name());
        return switch (shape.rank()) {
            case 2 -> Column.picture(array.name(), Shape.of(1, shape.dim(0), shape.dim(1)));
            case 3 -> Column.picture(array.name(), shape);
            default -> Column.numbers(array.name(), shape);
        };
    }

    /** Gives values as a column of their shape has them. */
    static void give(float[] values, int from, Shape shape, Values into) {
        switch (shape.rank()) {
            case 2 -> into.planes(values, from, 1, shape.dim(0), shape.dim(1));
            case 3 -> into.planes(values, from, shape.dim(0), shape.dim(1), shape.dim(2));
            default -> into.numbers(values, from, shape.count());
        }
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public long size() {
        return arrays.get(0).size();
    }

    @Override
    public void read(long index, int column, Values into) {
        arrays.get(column).read(index, into);
    }

    @Override
    public boolean atHand(long index) {
        return arrays.stream().allMatch(Rows::atHand);
    }

    @Override
    public String key(long index) {
        return name + ", row " + index;
    }
}
