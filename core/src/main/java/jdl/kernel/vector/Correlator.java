package jdl.kernel.vector;

import jdl.kernel.Convolution;
import jdl.kernel.ConvolutionKernels.Finish;
import jdl.kernel.Sweep;
import jdl.kernel.Workers;
import jdl.tensor.Tensor;

/**
 * A convolution, up or down, over images whose channels lie last: tiles of pixels by outputs, no
 * columns in memory. A task takes some rows of the batch, with zeros around the images if the
 * kernel goes over the edge, and runs all tiles of some panels of outputs over them. Few weights
 * are packed before; many are packed slice by slice in the task, and so stay in its cache.
 */
final class Correlator {

    /** Floats of the source that a task holds about: half of the second cache. */
    private static final int FIELD = 1 << 16;

    /** Likewise if it packs weights, which takes many pixels to be worth it. */
    private static final int LARGE_FIELD = 1 << 18;

    /** Weights that are too many to stay in the second cache. */
    private static final int MANY = 1 << 17;

    /** Floats of a panel at a time, about: so much stays in the second cache. */
    private static final int SLICE = 40 << 10;

    /** Tasks below which panels are given to tasks of their own. */
    private static final int FEW = 8;

    private final Frame frame;
    private final Packing packing;
    private final int groups;
    private final int channels;
    private final int outputs;
    private final boolean lazy;
    private final int slices;
    private final int rowsOfTask;
    private final int chunks;
    private final int panelsOfTask;
    private final int[] steps;
    private final int resultHeight;
    private final int resultWidth;
    private final ThreadLocal<Workspace> workspace;

    /**
     * What all tasks of a call have in common.
     *
     * @param ready whether {@code packed} holds the weights already
     */
    record Call(
            Tensor w,
            Tensor packed,
            boolean ready,
            Tensor x,
            Tensor y,
            boolean add,
            Finish finish) {}

    Correlator(
            Convolution c,
            Sweep height,
            Sweep width,
            boolean down,
            ThreadLocal<Workspace> workspace) {
        this.workspace = workspace;
        this.resultHeight = down ? c.height().size() : c.height().places();
        this.resultWidth = down ? c.width().size() : c.width().places();
        this.groups = c.groups();
        this.channels = down ? c.outputs() : c.channels();
        this.outputs = down ? c.channels() : c.outputs();
        this.packing = Packing.of(c, height, width, down);
        this.frame = Frame.of(height, width, c.images(), channels, packing.inputs());
        this.steps = frame.steps();
        this.lazy = packing.panelSize() * packing.panels() > MANY;
        this.slices = Math.max(1, (packing.panelSize() - 1) / SLICE + 1);
        int rows = Math.max(1, (lazy ? LARGE_FIELD : FIELD) / frame.floatsOfRow());
        this.chunks = (frame.rows() - 1) / rows + 1;
        this.rowsOfTask = chunks == 0 ? 0 : (frame.rows() - 1) / chunks + 1;
        int tasks = groups * chunks;
        this.panelsOfTask =
                tasks >= FEW ? packing.panels() : Math.max(1, packing.panels() * tasks / FEW);
    }

    /** {@code y = w * x}, or {@code y += w * x}; {@code packed} is room for the weights. */
    void run(
            Workers workers,
            Tensor w,
            Tensor packed,
            Tensor x,
            Tensor y,
            boolean add,
            Finish finish) {
        run(workers, new Call(w, packed, false, x, y, add, finish));
    }

    /** {@code y = w * x}, by weights that {@link #pack} has packed. */
    void runPrepared(Workers workers, Tensor packed, Tensor x, Tensor y, Finish finish) {
        run(workers, new Call(packed, packed, true, x, y, false, finish));
    }

    private void run(Workers workers, Call call) {
        if (frame.height().count() == 0 || frame.width().count() == 0) return;
        int panels = packing.panels();
        if (!lazy && !call.ready) pack(workers, call.w, call.packed);
        int across = (panels - 1) / panelsOfTask + 1;
        workers.forEach(
                chunks * groups * across,
                task -> {
                    int first = task / across / groups * rowsOfTask;
                    int last = Math.min(frame.rows(), first + rowsOfTask);
                    if (first < last)
                        run(
                                call,
                                task / across % groups,
                                first,
                                last,
                                task % across * panelsOfTask);
                });
    }

    /** All panels of all groups, one behind the other. */
    void pack(Workers workers, Tensor w, Tensor packed) {
        int panels = packing.panels();
        workers.forEach(
                groups * panels,
                i ->
                        packing.pack(
                                w,
                                i / panels,
                                i % panels,
                                0,
                                packing.depth(),
                                packed.array(),
                                packed.offset() + i * packing.panelSize()));
    }

    private int packed(Call c, int group, int panel) {
        return c.packed.offset() + (group * packing.panels() + panel) * packing.panelSize();
    }

    private void run(Call c, int group, int firstRow, int lastRow, int firstPanel) {
        Workspace mine = workspace.get();
        Field field = mine.field();
        field.read(c, frame, c.x, c.x.offset() + group * packing.inputs(), firstRow, lastRow);
        int[] results = mine.places(field.count());
        results(c.y.offset() + group * packing.outputs(), firstRow, lastRow, results);
        int taps = packing.taps().length;
        int lastPanel = Math.min(packing.panels(), firstPanel + panelsOfTask);
        for (int panel = firstPanel; panel < lastPanel; panel++)
            for (int slice = 0; slice < slices; slice++) {
                int from = slice * packing.inputs() / slices * taps;
                int to = (slice + 1) * packing.inputs() / slices * taps;
                float[] b = c.packed.array();
                int atB = packed(c, group, panel) + from * packing.panelWidth();
                if (lazy && !c.ready) {
                    b = mine.panel((to - from) * packing.panelWidth());
                    atB = 0;
                    packing.pack(c.w, group, panel, from, to, b, 0);
                }
                var tiles = new PixelTiles(packing, frame, steps, from, to, b, atB, mine.sums());
                int bias = group * packing.outputs() + panel * packing.panelWidth();
                tiles.run(field, results, panel, c, bias);
            }
    }

    /** Where the results of some rows lie. */
    private void results(int at, int first, int last, int[] results) {
        Sweep height = frame.height();
        Sweep width = frame.width();
        int p = 0;
        for (int row = first; row < last; row++) {
            int y = height.start() + row % height.count() * height.stride();
            int from = (row / height.count() * resultHeight + y) * resultWidth + width.start();
            for (int i = 0; i < width.count(); i++)
                results[p++] = at + (from + i * width.stride()) * outputs;
        }
    }
}
