package jdl.kernel;

import java.util.List;
import jdl.tensor.Tensor;

/**
 * The elements {@code from} ≤ i &lt; {@code to} of a weight that a rule moves: its data w, its
 * gradient g, and what the rule remembers of it, h and k. A rule with one slot finds it as both.
 */
public record Stretch(Tensor w, Tensor g, Tensor h, Tensor k, int from, int to) {

    static Stretch of(Tensor w, Tensor g, List<Tensor> slots, int from, int to) {
        return new Stretch(w, g, slots.get(0), slots.get(slots.size() - 1), from, to);
    }
}
