package jdl.layer;

import java.util.Optional;
import jdl.kernel.Kernels;
import jdl.tensor.Blob;
import jdl.tensor.Tensor;

/**
 * A ReLU that a layer runs behind its own sums: {@code y} where {@code y > 0}, else {@code slope ·
 * y}. Backward tells the two apart by y, so that the sums need not be kept.
 */
public record Bend(float slope) {

    /** What leaves everything as it is. */
    public static final Bend NONE = new Bend(1);

    /** The layer behind, where it is a ReLU of which y tells on which side it is. */
    public static Optional<Bend> of(Layer next) {
        return next instanceof PointwiseLayer relu && relu.reluSlope().orElse(-1) >= 0
                ? Optional.of(new Bend((float) relu.reluSlope().orElseThrow()))
                : Optional.empty();
    }

    /** A ReLU behind what has nothing behind it yet. */
    public Optional<Bend> then(Layer next) {
        return bends() ? Optional.empty() : of(next);
    }

    public boolean bends() {
        return slope != 1;
    }

    /** A layer's plan with this behind it. */
    public Plan plan(Plan plan) {
        return bends() ? plan.without(Habit.FORGETS_TOPS) : plan;
    }

    /** {@code y} bent in place. */
    public void forward(Kernels kernels, Tensor y) {
        if (!bends()) return;
        kernels.workers()
                .forStrips(
                        y.size(),
                        Kernels.STRIP,
                        (from, to) ->
                                kernels.loops()
                                        .rectify(y.array(), y.offset() + from, slope, to - from));
    }

    /** The diff of a top becomes that of the sums, in place: nobody else reads it any more. */
    public void backward(Kernels kernels, Blob top) {
        if (bends()) backward(kernels, top.data(), top.diff());
    }

    private void backward(Kernels kernels, Tensor y, Tensor dy) {
        kernels.workers()
                .forStrips(
                        y.size(),
                        Kernels.STRIP,
                        (from, to) ->
                                kernels.loops()
                                        .bend(
                                                dy.array(),
                                                dy.offset() + from,
                                                y.array(),
                                                y.offset() + from,
                                                slope,
                                                dy.array(),
                                                dy.offset() + from,
                                                to - from));
    }
}
