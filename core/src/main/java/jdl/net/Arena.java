package jdl.net;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdl.net.Lifetimes.Kind;
import jdl.net.Lifetimes.Life;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * One array for all memory of a net that is used in turn: whatever does not live at the same time
 * may lie in the same place. The largest are placed first, each as far to the front as it fits.
 */
final class Arena {

    /** Floats to which places are rounded: a line of the cache. */
    private static final int LINE = 16;

    private static final int LARGEST = Integer.MAX_VALUE - 64;

    private record Key(Kind kind, int owner, int index) {}

    private record Place(Life life, long at) {
        long end() {
            return at + life.size();
        }
    }

    private final Map<Key, Place> places = new HashMap<>();
    private final float[] floats;
    private final int end;

    /**
     * @param end the moment after all others
     */
    private Arena(List<Place> all, int end) {
        this.end = end;
        long size = 0;
        for (Place place : all) {
            Life life = place.life;
            if (place.end() > LARGEST) continue; // it gets an array of its own
            places.put(new Key(life.kind(), life.owner(), life.index()), place);
            size = Math.max(size, place.end());
        }
        floats = new float[(int) size];
    }

    /** Nothing shares memory. */
    static Arena none() {
        return new Arena(List.of(), 0);
    }

    static Arena of(NetPlan plan) {
        List<Place> placed = new ArrayList<>();
        Lifetimes.of(plan).stream()
                .sorted(Comparator.comparingInt(Life::size).reversed())
                .forEach(life -> placed.add(new Place(life, room(life, placed))));
        return new Arena(placed, Lifetimes.end(plan));
    }

    /** The first place where nothing lies that lives at the same time. */
    private static long room(Life life, List<Place> placed) {
        List<Place> others =
                placed.stream()
                        .filter(place -> place.life.meets(life))
                        .sorted(Comparator.comparingLong(Place::at))
                        .toList();
        long at = 0;
        for (Place other : others) {
            if (at + life.size() <= other.at) return at;
            at = Math.max(at, (other.end() + LINE - 1) / LINE * LINE);
        }
        return at;
    }

    /** The memory of something: here, or an array of its own. */
    Tensor of(Kind kind, int owner, int index, Shape shape) {
        Place place = places.get(new Key(kind, owner, index));
        return place == null ? Tensor.zeros(shape) : new Tensor(shape, floats, (int) place.at);
    }

    /** Whether a blob's memory is its own to the end of a pass. */
    boolean lasts(Kind kind, int blob) {
        Place place = places.get(new Key(kind, blob, 0));
        return place == null || place.life.to() == end;
    }

    /** Floats of the array. */
    int size() {
        return floats.length;
    }
}
