package jdl.layer.common;

import java.util.List;
import jdl.kernel.Kernels;
import jdl.layer.Habit;
import jdl.layer.Layer;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.tensor.Dice;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * In training {@code y = scale · x + shift} or, with chance ratio, {@code y = dropped}, drawn once
 * for each block of floats; else {@code y = x}.
 */
final class DropoutLayer implements Layer {

    private final Dropping dropping;
    private final int blocks;
    private final Plan plan;

    /** Blocks are what lies behind the first so many axes. */
    DropoutLayer(Dropping dropping, int axes, List<Shape> bottoms) {
        this.dropping = dropping;
        blocks = bottoms.get(0).countTo(axes);
        plan =
                Plan.tops(bottoms.get(0))
                        .saved(Shape.of(blocks))
                        .habits(Habit.FORGETS_BOTTOMS, Habit.FORGETS_TOPS);
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        Tensor x = p.bottom(0).data();
        Tensor y = p.top(0).data();
        if (!p.training()) {
            y.copyFrom(x);
            return;
        }
        Tensor slopes = p.saved(0);
        int length = length(x);
        p.kernels()
                .workers()
                .forStrips(
                        blocks,
                        strip(length),
                        (from, to) -> {
                            Dice dice = p.clock().dice(from);
                            for (int b = from; b < to; b++) {
                                boolean drops = dice.nextFloat() < dropping.ratio();
                                float slope = drops ? 0 : dropping.scale();
                                float offset = drops ? dropping.dropped() : dropping.shift();
                                slopes.set(b, slope);
                                for (int i = b * length; i < (b + 1) * length; i++)
                                    y.set(i, x.get(i) * slope + offset);
                            }
                        });
    }

    @Override
    public void backward(Ports p) {
        Tensor dx = p.bottom(0).diff();
        Tensor dy = p.top(0).diff();
        if (!p.training()) {
            p.kernels().axpy(1, dy, dx);
            return;
        }
        Tensor slopes = p.saved(0);
        int length = length(dx);
        p.kernels()
                .workers()
                .forStrips(
                        blocks,
                        strip(length),
                        (from, to) -> {
                            for (int b = from; b < to; b++)
                                for (int i = b * length; i < (b + 1) * length; i++)
                                    dx.set(i, dx.get(i) + dy.get(i) * slopes.get(b));
                        });
    }

    /** Floats of a block. */
    private int length(Tensor x) {
        return x.size() / Math.max(1, blocks);
    }

    private static int strip(int length) {
        return Math.max(1, Kernels.STRIP / Math.max(1, length));
    }
}
