package jdl.layer.normalization;

import java.util.Optional;
import jdl.kernel.Loops;
import jdl.layer.Chunks;
import jdl.layer.Habit;
import jdl.layer.Layer;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.tensor.Layout;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * {@code y = x / size^beta} with {@code size = k + weight · Σ x²} over the nearest channels; or
 * {@code y = 1 / size^beta} where x is overwritten.
 */
final class ChannelLRN implements Layer {

    /**
     * What an LRN is told.
     *
     * @param reach how far away a near channel is at most
     */
    record Settings(int reach, float k, float weight, float beta, boolean overwritten) {}

    private final Settings settings;
    private final Shape bottom;
    private final ChannelRows rows;
    private final Chunks chunks;
    private final Plan plan;

    ChannelLRN(Settings settings, Shape bottom, Layout layout) {
        this.settings = settings;
        this.bottom = bottom;
        rows = ChannelRows.of(bottom, settings.reach, layout);
        int memory = rows.memory() + 2 * rows.longest();
        chunks = Chunks.of(rows.items(), memory);
        plan =
                Plan.tops(bottom)
                        .saved(bottom)
                        .scratch(Shape.of(chunks.count(), memory))
                        .habits(Habit.STORES_FRESH);
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public Optional<Layer> in(Layout layout) {
        return Optional.of(new ChannelLRN(settings, bottom, layout));
    }

    @Override
    public void forward(Ports p) {
        chunks.forEach(
                p.kernels().workers(),
                (chunk, item) -> forward(p, item, chunks.memory(p.scratch(0), chunk)));
    }

    private void forward(Ports p, int item, Tensor memory) {
        Loops loops = p.kernels().loops();
        Tensor x = p.bottom(0).data();
        gather(
                item,
                memory,
                (at, to, length) ->
                        loops.multiply(
                                x.array(),
                                at + x.offset(),
                                x.array(),
                                at + x.offset(),
                                memory.array(),
                                to,
                                length));
        for (int s = 0; s < rows.stretches(); s++) measure(p, loops, item, s, memory);
    }

    private void measure(Ports p, Loops loops, int item, int stretch, Tensor memory) {
        Tensor x = p.bottom(0).data();
        Tensor y = p.top(0).data();
        Tensor size = p.saved(0);
        float[] sizes = size.array();
        rows.forRows(
                item,
                stretch,
                (at, around, length) ->
                        rows.near(
                                loops,
                                memory,
                                around,
                                settings.k,
                                settings.weight,
                                sizes,
                                size.offset() + at,
                                length));
        int at = rows.at(item, stretch);
        int count = rows.length(item);
        int atY = y.offset() + at;
        loops.power(-settings.beta, sizes, size.offset() + at, y.array(), atY, count);
        if (!settings.overwritten)
            loops.multiply(x.array(), x.offset() + at, y.array(), atY, y.array(), atY, count);
    }

    /** Fills the neighbourhoods of an item's rows. */
    private void gather(int item, Tensor memory, ChannelRows.EachRow each) {
        rows.clear(memory);
        int to = memory.offset() + rows.margin();
        for (int s = 0; s < rows.stretches(); s++)
            rows.forRows(item, s, (at, around, length) -> each.run(at, to + around, length));
    }

    @Override
    public void backward(Ports p) {
        chunks.forEach(
                p.kernels().workers(),
                (chunk, item) -> backward(p, item, chunks.memory(p.scratch(0), chunk)));
    }

    private void backward(Ports p, int item, Tensor memory) {
        Loops loops = p.kernels().loops();
        Tensor y = p.top(0).data();
        Tensor dy = p.top(0).diff();
        Tensor size = p.saved(0);
        gather(
                item,
                memory,
                (at, to, length) ->
                        loops.shares(
                                dy.array(),
                                dy.offset() + at,
                                y.array(),
                                y.offset() + at,
                                size.array(),
                                size.offset() + at,
                                memory.array(),
                                to,
                                length));
        for (int s = 0; s < rows.stretches(); s++) pull(p, loops, item, s, memory);
    }

    /** {@code dx += dy / size^beta - 2 beta weight · x · Σ dy y / size}. */
    private void pull(Ports p, Loops loops, int item, int stretch, Tensor memory) {
        Tensor x = p.bottom(0).data();
        Tensor dx = p.bottom(0).diff();
        Tensor dy = p.top(0).diff();
        Tensor size = p.saved(0);
        float[] m = memory.array();
        int pull = memory.offset() + rows.memory();
        int power = pull + rows.longest();
        int first = rows.at(item, stretch);
        float weight = -2 * settings.beta * settings.weight;
        rows.forRows(
                item,
                stretch,
                (at, around, length) ->
                        rows.near(loops, memory, around, 0, weight, m, pull + at - first, length));
        int count = rows.length(item);
        int to = dx.offset() + first;
        if (p.bottom(0).fresh())
            loops.multiply(m, pull, x.array(), x.offset() + first, dx.array(), to, count);
        else loops.addProducts(m, pull, x.array(), x.offset() + first, dx.array(), to, count);
        if (settings.overwritten) return;
        loops.power(-settings.beta, size.array(), size.offset() + first, m, power, count);
        loops.addProducts(m, power, dy.array(), dy.offset() + first, dx.array(), to, count);
    }
}
