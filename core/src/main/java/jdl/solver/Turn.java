package jdl.solver;

import java.util.List;
import java.util.function.IntConsumer;
import jdl.kernel.Kernels;
import jdl.kernel.Loops;
import jdl.kernel.Stretch;
import jdl.net.Weight;
import jdl.tensor.Tensor;

/** One weight's turn in an update; made once, for each update it is {@link #begin begun} anew. */
final class Turn {

    private final Kernels kernels;
    private final Weight weight;
    private final Gradients gradients;
    private final List<Stretch> stretches;

    /** A field, for what is made in an update would be garbage after it. */
    private final IntConsumer task = this::move;

    private UpdateRule rule = new CaffeRule.Sgd(0);
    private float rate;
    private float decay;
    private int iteration;
    private boolean prepared;

    /**
     * The turns of a weight.
     *
     * @param gradients what happens to a stretch of the gradient first, while it is in the cache
     * @param slots what the rule remembers of the weight
     */
    Turn(Kernels kernels, Weight weight, Gradients gradients, List<Tensor> slots) {
        this.kernels = kernels;
        this.weight = weight;
        this.gradients = gradients;
        this.stretches = Stretch.over(data(), diff(), slots);
    }

    /**
     * From now on it is the turn of this update.
     *
     * @param rate of the solver
     * @param iteration updates that came before
     */
    void begin(float rate, int iteration) {
        this.rate = rate * weight.rate();
        this.decay = gradients.ofRule() * weight.decay();
        this.iteration = iteration;
        this.prepared = false;
    }

    Kernels kernels() {
        return kernels;
    }

    Weight weight() {
        return weight;
    }

    Tensor data() {
        return weight.blob().data();
    }

    Tensor diff() {
        return weight.blob().diff();
    }

    /** The solver's rate times the weight's {@code lr_mult}. */
    float rate() {
        return rate;
    }

    /** Multiplies this turn's rate. */
    void scaleRate(float factor) {
        rate *= factor;
    }

    /**
     * The L2 decay times the weight's {@code decay_mult}, for the rules that take it themselves.
     */
    float decay() {
        return decay;
    }

    /** Moves the weight as {@code rule} moves a stretch. */
    void run(UpdateRule rule) {
        this.rule = rule;
        kernels.workers().forEach(stretches.size(), task);
    }

    private void move(int stretch) {
        Stretch s = stretches.get(stretch);
        if (!prepared) gradients.prepare(kernels.loops(), weight, s);
        rule.move(kernels.loops(), s, this);
    }

    /** Prepares the whole gradient, for rules that have to look at all of it. */
    void prepare() {
        Loops loops = kernels.loops();
        kernels.workers()
                .forEach(stretches.size(), i -> gradients.prepare(loops, weight, stretches.get(i)));
        prepared = true;
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
