package jdl.layer;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.proto.ConcatParameter;
import jdl.proto.LayerParameter;
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
        int at = 0;
        for (var bottom : p.bottoms()) {
            copy(p.kernels().workers(), bottom.data(), y, at);
            at += length(bottom.data());
        }
    }

    private void copy(Workers workers, Tensor x, Tensor y, int at) {
        int length = length(x);
        int stride = length(y);
        forStrips(
                workers,
                stride,
                row ->
                        System.arraycopy(
                                x.array(),
                                x.offset() + row * length,
                                y.array(),
                                y.offset() + row * stride + at,
                                length));
    }

    @Override
    public void backward(Ports p) {
        Tensor dy = p.top(0).diff();
        int at = 0;
        for (var bottom : p.bottoms()) {
            if (bottom.hasDiff()) add(p.kernels().workers(), dy, at, bottom.diff());
            at += length(bottom.data());
        }
    }

    private void add(Workers workers, Tensor dy, int at, Tensor dx) {
        int length = length(dx);
        int stride = length(dy);
        forStrips(
                workers,
                stride,
                row -> {
                    int from = row * stride + at;
                    int to = row * length;
                    for (int i = 0; i < length; i++)
                        dx.set(to + i, dx.get(to + i) + dy.get(from + i));
                });
    }

    private void forStrips(Workers workers, int stride, IntConsumer row) {
        workers.forStrips(
                rows,
                Math.max(1, Kernels.STRIP / Math.max(1, stride)),
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
