package jdl.kernel;

import java.util.List;
import jdl.tensor.Tensor;

/**
 * A stretch of a weight that a rule moves: its data, its gradient, and what the rule remembers of
 * it. A rule with one slot finds it twice.
 */
public record Stretch(
        float[] w, int atW, float[] g, int atG, float[] h, int atH, float[] k, int atK, int count) {

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
}
