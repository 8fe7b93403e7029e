package jdl.cli;

import java.util.List;
import jdl.net.NetPlan;
import jdl.net.Step;
import jdl.tensor.Shape;

/**
 * What a step has to do at least, once for the whole batch.
 *
 * @param flops multiplications and additions of its matrix products; 0 for simple layers
 * @param bytes of blobs and weights that are read or written, each once
 */
record Effort(double flops, double bytes) {

    /** Reads bottoms and weights, writes tops. */
    static Effort forward(NetPlan plan, Step step) {
        double floats = blobs(plan, step.bottoms()) + blobs(plan, step.tops()) + weights(step);
        return new Effort(product(plan, step), floats * Float.BYTES);
    }

    /**
     * One product for the weights and one for the bottom, where they are wanted; reads the diffs of
     * the tops and what the products need, adds to the diffs of bottoms and weights.
     */
    static Effort backward(NetPlan plan, Step step) {
        if (!step.backward()) return new Effort(0, 0);
        boolean toWeights = step.weightDiffs().contains(true);
        boolean toBottom = step.bottomDiffs().contains(true);
        int products = (toWeights ? 1 : 0) + (toBottom ? 1 : 0);
        double floats = blobs(plan, step.tops()) + blobs(plan, step.bottoms());
        if (toBottom) floats += weights(step) + 2 * bottomDiffs(plan, step);
        if (toWeights) floats += 2 * weights(step);
        return new Effort(products * product(plan, step), floats * Float.BYTES);
    }

    /** Reads the gradient, reads and writes the weight and what the rule remembers of it. */
    static Effort update(Step step, int slots) {
        double weights = 0;
        var specs = step.layer().plan().weights();
        for (int w = 0; w < specs.size(); w++)
            if (step.weightDiffs().get(w)) weights += specs.get(w).shape().count();
        return new Effort(0, (3.0 + 2 * slots) * weights * Float.BYTES);
    }

    Effort times(double times) {
        return new Effort(times * flops, times * bytes);
    }

    Effort and(Effort other) {
        return new Effort(flops + other.flops, bytes + other.bytes);
    }

    private static double product(NetPlan plan, Step step) {
        if (step.tops().isEmpty()) return 0;
        Shape top = plan.blobs().get(step.tops().get(0)).shape();
        return top.rank() == 0 ? 0 : 2.0 * Footprint.macs(plan, step) * top.dim(0);
    }

    private static double blobs(NetPlan plan, List<Integer> blobs) {
        double floats = 0;
        for (int blob : blobs) floats += plan.blobs().get(blob).shape().count();
        return floats;
    }

    private static double bottomDiffs(NetPlan plan, Step step) {
        double floats = 0;
        for (int b = 0; b < step.bottoms().size(); b++)
            if (step.bottomDiffs().get(b))
                floats += plan.blobs().get(step.bottoms().get(b)).shape().count();
        return floats;
    }

    private static double weights(Step step) {
        return Footprint.parameters(step);
    }
}
