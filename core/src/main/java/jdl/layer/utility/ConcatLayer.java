package jdl.layer.utility;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.layer.Arity;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.proto.ConcatParameter;
import jdl.proto.LayerParameter;
import jdl.tensor.Blob;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** {@code y = x₀ ⧺ x₁ ⧺ …} along one axis. */
final class ConcatLayer implements Layer {

    private final int rows;
    private final Plan plan;

    ConcatLayer(LayerParameter layer, List<Shape> bottoms) {
        ConcatParameter p = layer.getConcatParam();
        if (p.hasAxis() && p.hasConcatDim())
            throw Failure.config("has both axis and concat_dim; give axis alone");
        Shape first = bottoms.get(0);
        int axis = first.axis(p.hasConcatDim() ? p.getConcatDim() : p.getAxis());
        int length = 0;
        for (Shape bottom : bottoms) {
            if (bottom.rank() != first.rank() || !bottom.with(axis, 0).equals(first.with(axis, 0)))
                throw Failure.config(
                        "wants bottoms that differ along axis "
                                + axis
                                + " alone, but got "
                                + first
                                + " and "
                                + bottom);
            length = Math.addExact(length, bottom.dim(axis));
        }
        rows = first.countTo(axis);
        plan = Plan.tops(first.with(axis, length));
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        Tensor y = p.top(0).data();
        forEachRow(
                p,
                row -> {
                    int to = y.offset() + row * length(y);
                    for (Blob bottom : p.bottoms()) {
                        Tensor x = bottom.data();
                        int from = x.offset() + row * length(x);
                        System.arraycopy(x.array(), from, y.array(), to, length(x));
                        to += length(x);
                    }
                });
    }

    @Override
    public void backward(Ports p) {
        Tensor dy = p.top(0).diff();
        forEachRow(
                p,
                row -> {
                    int from = row * length(dy);
                    for (Blob bottom : p.bottoms()) {
                        int length = length(bottom.data());
                        if (bottom.hasDiff()) add(dy, from, bottom.diff(), row * length, length);
                        from += length;
                    }
                });
    }

    private static void add(Tensor dy, int from, Tensor dx, int to, int length) {
        for (int i = 0; i < length; i++) dx.set(to + i, dx.get(to + i) + dy.get(from + i));
    }

    private void forEachRow(Ports p, IntConsumer row) {
        p.kernels()
                .workers()
                .forStrips(
                        rows,
                        Math.max(1, Kernels.STRIP / Math.max(1, length(p.top(0).data()))),
                        (from, to) -> IntStream.range(from, to).forEach(row));
    }

    /** Floats of one row. */
    private int length(Tensor tensor) {
        return tensor.size() / Math.max(1, rows);
    }

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super("Concat", Arity.atLeast(1), Arity.exactly(1), ConcatLayer::new);
        }
    }
}
