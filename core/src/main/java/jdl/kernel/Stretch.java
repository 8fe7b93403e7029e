package jdl.kernel;

import java.util.ArrayList;
import java.util.List;
import jdl.tensor.Tensor;

/**
 * Elements of a weight that a rule moves: its data w, its gradient g, and what the rule remembers
 * of it, h and k. Each is {@code count} floats that lie together in an array. A rule with one slot
 * finds it as both.
 */
@SuppressWarnings("ArrayRecordComponent") // a view that is never compared
public record Stretch(
        float[] w, int atW, float[] g, int atG, float[] h, int atH, float[] k, int atK, int count) {

    /** All of a weight, cut into what is worth a thread; {@code slots} are one or two. */
    public static List<Stretch> over(Tensor w, Tensor g, List<Tensor> slots) {
        Sizes.same(w, g);
        for (Tensor slot : slots) Sizes.same(w, slot);
        List<Stretch> stretches = new ArrayList<>();
        for (int from = 0; from < w.size(); from += Kernels.STRIP)
            stretches.add(of(w, g, slots, from, Math.min(w.size() - from, Kernels.STRIP)));
        return List.copyOf(stretches);
    }

    private static Stretch of(Tensor w, Tensor g, List<Tensor> slots, int from, int count) {
        Tensor h = slots.get(0);
        Tensor k = slots.get(slots.size() - 1);
        return new Stretch(
                w.array(),
                w.offset() + from,
                g.array(),
                g.offset() + from,
                h.array(),
                h.offset() + from,
                k.array(),
                k.offset() + from,
                count);
    }

    /** What is left after {@code done} elements. */
    public Stretch after(int done) {
        return new Stretch(
                w, atW + done, g, atG + done, h, atH + done, k, atK + done, count - done);
    }
}
