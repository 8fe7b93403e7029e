package jdl.solver;

import java.util.List;
import jdl.kernel.Kernels;
import jdl.net.Weight;
import jdl.tensor.Tensor;

/**
 * Moving averages of the weights: {@code a = d · a + (1 - d) · w}, {@code d = min(decay, t / (t +
 * 9))} after update t, counted from 0. What does not learn is taken as it is. None where the decay
 * is 0.
 */
final class Averages {

    private final float decay;
    private final List<Weight> weights;
    private final List<Tensor> means;

    Averages(float decay, List<Weight> all) {
        this.decay = decay;
        this.weights = decay > 0 ? all : List.of();
        this.means = weights.stream().map(w -> Tensor.zeros(w.blob().shape())).toList();
    }

    /** In the order of the weights. */
    List<Tensor> means() {
        return means;
    }

    /** Takes in the weights after an update. */
    void add(Kernels kernels, int update) {
        float past = Math.min(decay, update / (update + 9f));
        for (int i = 0; i < means.size(); i++) {
            Weight weight = weights.get(i);
            if (weight.rate() == 0) {
                means.get(i).copyFrom(weight.blob().data());
                continue;
            }
            kernels.scale(past, means.get(i));
            kernels.axpy(1 - past, weight.blob().data(), means.get(i));
        }
    }

    /** Puts back what a snapshot holds; one without averages begins anew with its weights. */
    void refill(List<Tensor> saved) {
        boolean none = saved.isEmpty() || means.isEmpty();
        if (!none) Slots.refill("average", means, saved);
        else
            for (int i = 0; i < means.size(); i++)
                means.get(i).copyFrom(weights.get(i).blob().data());
    }

    /** Runs {@code task} while the weights are their averages. */
    void during(Kernels kernels, Runnable task) {
        swap(kernels);
        try {
            task.run();
        } finally {
            swap(kernels);
        }
    }

    private void swap(Kernels kernels) {
        for (int i = 0; i < means.size(); i++)
            kernels.swap(means.get(i), weights.get(i).blob().data());
    }
}
