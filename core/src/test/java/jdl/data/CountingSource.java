package jdl.data;

import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** Samples of 2×3×4 whose every value tells where it stands: 24 · index + position, below 256. */
record CountingSource(long size) implements Source {

    @Override
    public Shape shape() {
        return Shape.of(2, 3, 4);
    }

    @Override
    public void read(long index, Tensor into) {
        for (int i = 0; i < 24; i++) into.set(i, (int) (24 * index + i) % 256);
    }

    @Override
    public int label(long index) {
        return (int) index;
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
        public Source open(String rest) {
            return new CountingSource(Long.parseLong(rest));
        }
    }
}
