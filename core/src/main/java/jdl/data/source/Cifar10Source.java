package jdl.data.source;

import java.util.List;
import jdl.data.Column;
import jdl.data.Source;
import jdl.data.Values;

/** The pictures of CIFAR-10 of several files, one after the other; their red comes first. */
record Cifar10Source(List<Source> parts) implements Source {

    /** As batches.meta.txt of the data set has them. */
    static final List<String> CLASSES =
            List.of(
                    "airplane",
                    "automobile",
                    "bird",
                    "cat",
                    "deer",
                    "dog",
                    "frog",
                    "horse",
                    "ship",
                    "truck");

    Cifar10Source {
        parts = List.copyOf(parts);
    }

    @Override
    public List<Column> columns() {
        return parts.get(0).columns();
    }

    @Override
    public long size() {
        return parts.stream().mapToLong(Source::size).sum();
    }

    @Override
    public void read(long index, int column, Values into) {
        Place place = place(index);
        place.part.read(place.index, column, into);
    }

    @Override
    public boolean atHand(long index) {
        Place place = place(index);
        return place.part.atHand(place.index);
    }

    @Override
    public boolean redFirst() {
        return true;
    }

    @Override
    public List<String> classes() {
        return CLASSES;
    }

    @Override
    public String key(long index) {
        Place place = place(index);
        return place.part.key(place.index);
    }

    private Place place(long index) {
        long rest = index;
        for (Source part : parts) {
            if (rest < part.size()) return new Place(part, rest);
            rest -= part.size();
        }
        throw new IndexOutOfBoundsException(index);
    }

    private record Place(Source part, long index) {}
}
