package jdl.solver;

import java.util.List;
import java.util.function.BiConsumer;
import jdl.kernel.Kernels;
import jdl.kernel.Loops;
import jdl.kernel.Stretch;
import jdl.kernel.UpdateLoops;
import jdl.net.Weight;
import jdl.tensor.Tensor;

/**
 * One weight's turn in one update.
 *
 * @param prepare what happens to a stretch of the gradient first, while it is in the cache
 * @param slots what the rule remembers of the weight
 * @param rate the solver's rate times the weight's {@code lr_mult}
 * @param decay the L2 decay times the weight's {@code decay_mult}, for the rules that take it
 *     themselves
 * @param iteration updates that came before
 */
record Turn(
        Kernels kernels,
        Weight weight,
        BiConsumer<Loops, Stretch> prepare,
        List<Tensor> slots,
        float rate,
        float decay,
        int iteration) {

    Tensor data() {
        return weight.blob().data();
    }

    Tensor diff() {
        return weight.blob().diff();
    }

    /** Moves the weight by one of the {@link UpdateLoops}. */
    void run(BiConsumer<UpdateLoops, Stretch> loop) {
        Loops loops = kernels.loops();
        kernels.update(
                data(),
                diff(),
                slots,
                stretch -> {
                    prepare.accept(loops, stretch);
                    loop.accept(loops, stretch);
                });
    }

    /** This turn with the whole gradient prepared, for rules that have to look at all of it. */
    Turn prepared() {
        run((loops, stretch) -> {});
        return new Turn(kernels, weight, (loops, stretch) -> {}, slots, rate, decay, iteration);
    }

    /** {@code 1 - beta^t}, where t counts updates from 1: how much of a mean is there yet. */
    double share(float beta) {
        return 1 - StrictMath.pow(beta, iteration + 1);
    }

    /**
     * {@code ‖w‖ / length}: how long a step of this length must be to change all weights alike. 1
     * where either is nothing, or where the weight takes no decay, as biases.
     */
    float trust(double length) {
        double norm = Math.sqrt(kernels.sumOfSquares(data()));
        boolean fits = weight.decay() != 0 && norm > 0 && length > 0;
        return fits ? (float) (norm / length) : 1;
    }
}
