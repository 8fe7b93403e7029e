package jdl.layer;

import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import jdl.kernel.Kernels;
import jdl.tensor.Blob;
import jdl.tensor.Tensor;

/**
 * What a layer may touch in a pass.
 *
 * @param now the clock, which alone differs from pass to pass
 */
public record Ports(
        Kernels kernels,
        List<Blob> bottoms,
        List<Blob> tops,
        List<Blob> weights,
        List<Tensor> saved,
        List<Tensor> scratch,
        List<Tensor> carried,
        List<Tensor> derived,
        Supplier<Clock> now) {

    /** For one pass of a layer that derives nothing. */
    public Ports(
            Kernels kernels,
            List<Blob> bottoms,
            List<Blob> tops,
            List<Blob> weights,
            List<Tensor> saved,
            List<Tensor> scratch,
            List<Tensor> carried,
            Clock clock) {
        this(kernels, bottoms, tops, weights, saved, scratch, carried, List.of(), () -> clock);
    }

    public Clock clock() {
        return now.get();
    }

    public Blob bottom(int index) {
        return bottoms.get(index);
    }

    public Blob top(int index) {
        return tops.get(index);
    }

    public Blob weight(int index) {
        return weights.get(index);
    }

    public Tensor saved(int index) {
        return saved.get(index);
    }

    public Tensor scratch(int index) {
        return scratch.get(index);
    }

    public Tensor carried(int index) {
        return carried.get(index);
    }

    public Tensor derived(int index) {
        return derived.get(index);
    }

    /** The same with other weights. */
    public Ports weights(List<Blob> others) {
        return new Ports(kernels, bottoms, tops, others, saved, scratch, carried, derived, now);
    }

    /** Runs {@code task} for 0 … tasks-1, on as many threads as there are. */
    public void forEach(int tasks, IntConsumer task) {
        kernels.workers().forEach(tasks, task);
    }

    public boolean training() {
        return clock().training();
    }
}
