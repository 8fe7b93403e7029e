package jdl.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntBinaryOperator;
import jdl.kernel.Window.Axis;

/**
 * The places of a plane in runs whose places see through the same taps, row by row: so that which
 * taps lie inside is asked once for a run.
 */
public record Runs(List<List<Run>> rows) {

    /**
     * Places {@code at, at + step, …} of a plane.
     *
     * @param from where the first of them looks: the place that {@code taps} are told from
     * @param stride how far the next one looks from there
     */
    public record Run(int at, int count, int step, int from, int stride, Taps taps) {}

    /** Where each tap finds its weight, and the floats it sees, told in floats. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Taps(int[] weights, int[] floats) {}

    /** How a channel is laid out on the side that is seen. */
    record Seen(int channels, int weights, int batch, Axis height, Axis width, boolean back) {

        int columns() {
            return back ? width.places() : width.size();
        }

        int area() {
            return columns() * (back ? height.places() : height.size());
        }
    }

    /** The taps through which a place sees something along an axis, and what. */
    private record Sight(List<Integer> taps, List<Integer> seen) {

        int first() {
            return seen.isEmpty() ? 0 : seen.get(0);
        }
    }

    static Runs of(Seen seen) {
        List<Sight> down = sights(seen.height, seen.back);
        List<Sight> across = sights(seen.width, seen.back);
        var known = new HashMap<List<List<Integer>>, Taps>();
        var rows = new ArrayList<List<Run>>();
        for (int row = 0; row < down.size(); row++)
            rows.add(row(seen, row * across.size(), down.get(row), across, known));
        return new Runs(List.copyOf(rows));
    }

    private static List<Sight> sights(Axis axis, boolean back) {
        IntBinaryOperator see =
                back ? (at, tap) -> back(axis, at, tap) : (at, tap) -> there(axis, at, tap);
        var sights = new ArrayList<Sight>();
        for (int at = 0; at < (back ? axis.size() : axis.places()); at++) {
            var sight = new Sight(new ArrayList<>(), new ArrayList<>());
            for (int tap = 0; tap < axis.kernel(); tap++) {
                int place = see.applyAsInt(at, tap);
                if (place < 0) continue;
                sight.taps.add(tap);
                sight.seen.add(place);
            }
            sights.add(sight);
        }
        return sights;
    }

    /** What a place of the top sees through a tap; -1 for the pad. */
    private static int there(Axis axis, int at, int tap) {
        int seen = at * axis.stride() + axis.start(tap);
        return seen < axis.size() ? Math.max(-1, seen) : -1;
    }

    /** Which place of the top sees a place of the bottom through a tap; -1 for none. */
    private static int back(Axis axis, int at, int tap) {
        int steps = at - axis.start(tap);
        int place = steps / axis.stride();
        return steps < 0 || steps % axis.stride() != 0 || place >= axis.places() ? -1 : place;
    }

    private static List<Run> row(
            Seen seen,
            int at,
            Sight row,
            List<Sight> across,
            Map<List<List<Integer>>, Taps> known) {
        var runs = new ArrayList<Run>();
        int step = Math.min(across.size(), seen.back ? seen.width.stride() : 1);
        int stride = seen.back ? 1 : seen.width.stride();
        for (int rest = 0; rest < step; rest++)
            for (int i = rest; i < across.size(); ) {
                Sight first = across.get(i);
                Taps taps =
                        known.computeIfAbsent(
                                List.of(row.taps, first.taps), key -> taps(seen, row, first));
                int count = 0;
                int start = i;
                for (; i < across.size() && across.get(i).taps.equals(first.taps); i += step)
                    count++;
                int from = row.first() * seen.columns() + first.first();
                runs.add(new Run(at + start, count, step, from, stride, taps));
            }
        return List.copyOf(runs);
    }

    private static Taps taps(Seen seen, Sight row, Sight column) {
        int across = column.taps.size();
        int each = row.taps.size() * across;
        int[] weights = new int[seen.channels * each];
        int[] floats = new int[weights.length];
        for (int i = 0; i < weights.length; i++) {
            int channel = i / each;
            int down = i % each / across;
            int tap = row.taps.get(down) * seen.width.kernel() + column.taps.get(i % across);
            int line = row.seen.get(down) - row.first();
            int place = line * seen.columns() + column.seen.get(i % across) - column.first();
            weights[i] = channel * seen.weights + tap;
            floats[i] = (channel * seen.area() + place) * seen.batch;
        }
        return new Taps(weights, floats);
    }
}
