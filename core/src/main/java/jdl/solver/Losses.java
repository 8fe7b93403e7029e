package jdl.solver;

import java.util.ArrayList;
import java.util.List;

/** The last losses of a run, so many as are averaged. */
final class Losses {

    private final float[] ring;

    /** Of all losses so far; the next one's place follows from it. */
    private long count;

    Losses(int most) {
        ring = new float[Math.max(1, most)];
    }

    void add(float loss) {
        ring[(int) (count++ % ring.length)] = loss;
    }

    /** Oldest first. */
    List<Float> all() {
        List<Float> all = new ArrayList<>();
        for (long i = Math.max(0, count - ring.length); i < count; i++) all.add(at(i));
        return List.copyOf(all);
    }

    float mean() {
        double sum = 0;
        long first = Math.max(0, count - ring.length);
        for (long i = first; i < count; i++) sum += at(i);
        return (float) (sum / (count - first));
    }

    /** What the mean would be with one more. */
    float meanWith(float loss) {
        double sum = 0;
        long first = Math.max(0, count + 1 - ring.length);
        for (long i = first; i < count; i++) sum += at(i);
        return (float) ((sum + loss) / (count + 1 - first));
    }

    private float at(long number) {
        return ring[(int) (number % ring.length)];
    }

    /** Forgets all, and takes these. */
    void refill(List<Float> losses) {
        count = 0;
        losses.forEach(this::add);
    }
}
