package jdl.layer.utility;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import jdl.kernel.Loops;
import jdl.layer.Arity;
import jdl.layer.Habit;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.proto.LayerParameter;
import jdl.tensor.Blob;
import jdl.tensor.Layout;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** {@code y₀ ⧺ y₁ ⧺ … = x} along one axis, cut at slice_point or into equal parts. */
final class SliceLayer implements Layer {

    private final int axis;
    private final Rows rows;
    private final Plan plan;

    SliceLayer(LayerParameter layer, List<Shape> bottoms) {
        Shape x = bottoms.get(0);
        var cuts = new Cuts(layer.getSliceParam(), x);
        var tops = new ArrayList<Shape>();
        for (int length : cuts.lengths(layer.getTopCount())) tops.add(x.with(cuts.axis(), length));
        axis = cuts.axis();
        rows = Rows.along(axis, x, Layout.PLAIN);
        plan =
                Plan.tops(tops)
                        .habits(Habit.STORES_FRESH, Habit.FORGETS_BOTTOMS, Habit.FORGETS_TOPS);
    }

    private SliceLayer(int axis, Rows rows, Plan plan) {
        this.axis = axis;
        this.rows = rows;
        this.plan = plan;
    }

    @Override
    public Optional<Layer> in(Layout layout) {
        Rows other = Rows.along(axis, plan.tops().get(0), layout);
        return Optional.of(new SliceLayer(axis, other, plan));
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        Tensor x = p.bottom(0).data();
        Loops loops = p.kernels().loops();
        rows.forEach(
                p,
                x,
                row -> {
                    int from = row * rows.length(x);
                    for (Blob top : p.tops()) {
                        int length = rows.length(top.data());
                        Rows.move(loops, x, from, top.data(), row * length, length, true);
                        from += length;
                    }
                });
    }

    @Override
    public void backward(Ports p) {
        Blob x = p.bottom(0);
        Loops loops = p.kernels().loops();
        rows.forEach(
                p,
                x.diff(),
                row -> {
                    int to = row * rows.length(x.diff());
                    for (Blob y : p.tops()) {
                        int length = rows.length(y.data());
                        if (y.hasDiff())
                            Rows.move(
                                    loops, y.diff(), row * length, x.diff(), to, length, x.fresh());
                        else if (x.fresh()) clear(x.diff(), to, length);
                        to += length;
                    }
                });
    }

    private static void clear(Tensor dx, int from, int length) {
        int first = dx.offset() + from;
        Arrays.fill(dx.array(), first, first + length, 0);
    }

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super("Slice", Arity.exactly(1), Arity.atLeast(1), SliceLayer::new);
        }
    }
}
