package jdl.data.source;

import java.util.List;
import jdl.data.Source;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** Several sources of one shape, one after the other. */
record JoinedSource(List<Source> parts) implements Source {

    JoinedSource {
        parts = List.copyOf(parts);
    }

    @Override
    public Shape shape() {
        return parts.get(0).shape();
    }

    @Override
    public long size() {
        return parts.stream().mapToLong(Source::size).sum();
    }

    @Override
    public void read(long index, Tensor into) {
        Place place = place(index);
        place.part.read(place.index, into);
    }

    @Override
    public int label(long index) {
        Place place = place(index);
        return place.part.label(place.index);
    }

    @Override
    public boolean atHand(long index) {
        Place place = place(index);
        return place.part.atHand(place.index);
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
