package jdl.layer.utility;

import static jdl.layer.Habit.FORGETS_BOTTOMS;
import static jdl.layer.Habit.FORGETS_TOPS;
import static jdl.layer.Habit.STORES_FRESH;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;
import jdl.failure.Failure;
import jdl.kernel.Loops;
import jdl.layer.Arity;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.proto.ConcatParameter;
import jdl.proto.LayerParameter;
import jdl.tensor.Blob;
import jdl.tensor.Layout;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** {@code y = x₀ ⧺ x₁ ⧺ …} along one axis. */
final class ConcatLayer implements Layer {

    private final int axis;
    private final Rows rows;
    private final Plan plan;

    ConcatLayer(LayerParameter layer, List<Shape> bottoms) {
        ConcatParameter p = layer.getConcatParam();
        if (p.hasAxis() && p.hasConcatDim())
            throw Failure.config("has both axis and concat_dim; give axis alone");
        Shape first = bottoms.get(0);
        axis = first.axis(p.hasConcatDim() ? p.getConcatDim() : p.getAxis());
        int length = 0;
        for (Shape bottom : bottoms) {
            if (bottom.rank() != first.rank() || !bottom.with(axis, 0).equals(first.with(axis, 0)))
                throw Failure.config(
                        "wants bottoms that differ along axis %d alone, but got %s and %s"
                                .formatted(axis, first, bottom));
            length = Math.addExact(length, bottom.dim(axis));
        }
        rows = Rows.along(axis, first, Layout.PLAIN);
        plan =
                Plan.tops(first.with(axis, length))
                        .habits(STORES_FRESH, FORGETS_BOTTOMS, FORGETS_TOPS);
    }

    private ConcatLayer(int axis, Rows rows, Plan plan) {
        this.axis = axis;
        this.rows = rows;
        this.plan = plan;
    }

    @Override
    public Optional<Layer> in(Layout layout) {
        Rows other = Rows.along(axis, plan.tops().get(0), layout);
        return Optional.of(new ConcatLayer(axis, other, plan));
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        Tensor y = p.top(0).data();
        Loops loops = p.kernels().loops();
        rows.forEach(
                p,
                y,
                row -> {
                    int to = row * rows.length(y);
                    for (Blob bottom : p.bottoms()) {
                        Tensor x = bottom.data();
                        int length = rows.length(x);
                        Rows.move(loops, x, row * length, y, to, length, true);
                        to += length;
                    }
                });
    }

    @Override
    public void backward(Ports p) {
        Tensor dy = p.top(0).diff();
        Loops loops = p.kernels().loops();
        rows.forEach(
                p,
                dy,
                row -> {
                    int from = row * rows.length(dy);
                    for (Blob x : p.bottoms()) {
                        int length = rows.length(x.data());
                        if (x.hasDiff())
                            Rows.move(loops, dy, from, x.diff(), row * length, length, x.fresh());
                        from += length;
                    }
                });
    }

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super("Concat", Arity.atLeast(1), Arity.exactly(1), ConcatLayer::new);
        }
    }
}
