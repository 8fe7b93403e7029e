package jdl.kernel;

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

    /** The elements {@code from} ≤ i &lt; {@code to}. */
    static Stretch of(Tensor w, Tensor g, List<Tensor> slots, int from, int to) {
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
                to - from);
    }

    /** What is left after {@code done} elements. */
    public Stretch after(int done) {
        return new Stretch(
                w, atW + done, g, atG + done, h, atH + done, k, atK + done, count - done);
    }
}
