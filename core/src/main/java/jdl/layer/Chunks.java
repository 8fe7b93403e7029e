package jdl.layer;

import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * Items cut into a fixed number of runs. Each run is one task, so that what is summed in a run and
 * then over the runs does not depend on the number of threads.
 */
public record Chunks(int items, int count) {

    /** Enough to keep a large machine busy. */
    private static final int MOST = 16;

    /** Floats that the memory of all runs together may take. */
    private static final int LIMIT = 1 << 24;

    /** What one run does with one item. */
    @FunctionalInterface
    public interface Work {
        void run(int chunk, int item);
    }

    /** What one run adds to its sum for one item. */
    @FunctionalInterface
    public interface Addend {
        void add(int chunk, int item, Tensor sum);
    }

    /** As many runs as are useful where each needs {@code floats} of memory. */
    public static Chunks of(int items, int floats) {
        int affordable = Math.max(1, LIMIT / Math.max(1, floats));
        return new Chunks(items, Math.max(1, Math.min(Math.min(items, MOST), affordable)));
    }

    /** Does the work of all runs; inside a run the items come in order. */
    public void forEach(Workers workers, Work work) {
        if (count == 1) run(0, work);
        else workers.forEach(count, chunk -> run(chunk, work));
    }

    /** The floats of one item. */
    public Tensor item(Tensor all, int item) {
        return all.part(item, items);
    }

    /** The memory of one run. */
    public Tensor memory(Tensor all, int chunk) {
        return all.part(chunk, count);
    }

    /** Memory for a sum of {@code size} floats in each run; none if there is one run. */
    public Shape partials(int size) {
        return Shape.of(count == 1 ? 0 : count, size);
    }

    /**
     * {@code total +=} what the work adds to its sum for each item: first over the items of each
     * run, then over the runs, always in the same order.
     */
    public void sum(Kernels kernels, Tensor partials, Tensor total, Addend work) {
        if (count == 1) {
            run(0, (chunk, item) -> work.add(chunk, item, total));
            return;
        }
        kernels.fill(0, partials);
        forEach(
                kernels.workers(),
                (chunk, item) -> work.add(chunk, item, memory(partials, chunk).as(total.shape())));
        for (int i = 0; i < count; i++) kernels.axpy(1, memory(partials, i), total);
    }

    private void run(int chunk, Work work) {
        for (int item = start(chunk); item < start(chunk + 1); item++) work.run(chunk, item);
    }

    private int start(int chunk) {
        return (int) ((long) items * chunk / count);
    }
}
