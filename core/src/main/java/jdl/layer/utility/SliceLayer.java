package jdl.layer.utility;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import jdl.kernel.Kernels;
import jdl.layer.Arity;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.proto.LayerParameter;
import jdl.tensor.Blob;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** {@code y₀ ⧺ y₁ ⧺ … = x} along one axis, cut at slice_point or into equal parts. */
final class SliceLayer implements Layer {

    /** Does something with a stretch of x and as long a one of y. */
    @FunctionalInterface
    private interface Stretch {
        void run(int fromX, int fromY, int length);
    }

    private final int rows;
    private final Plan plan;

    SliceLayer(LayerParameter layer, List<Shape> bottoms) {
        Shape x = bottoms.get(0);
        var cuts = new Cuts(layer.getSliceParam(), x);
        var tops = new ArrayList<Shape>();
        for (int length : cuts.lengths(layer.getTopCount())) tops.add(x.with(cuts.axis(), length));
        rows = x.countTo(cuts.axis());
        plan = Plan.tops(tops);
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        Tensor x = p.bottom(0).data();
        int start = 0;
        for (Blob top : p.tops()) {
            Tensor y = top.data();
            forEachRow(
                    p,
                    start,
                    length(y),
                    (from, to, length) ->
                            System.arraycopy(
                                    x.array(),
                                    x.offset() + from,
                                    y.array(),
                                    y.offset() + to,
                                    length));
            start += length(y);
        }
    }

    @Override
    public void backward(Ports p) {
        Tensor dx = p.bottom(0).diff();
        int start = 0;
        for (Blob top : p.tops()) {
            if (top.hasDiff()) {
                Tensor dy = top.diff();
                forEachRow(
                        p, start, length(dy), (to, from, length) -> add(dy, from, dx, to, length));
            }
            start += length(top.data());
        }
    }

    private static void add(Tensor dy, int from, Tensor dx, int to, int length) {
        for (int i = 0; i < length; i++) dx.set(to + i, dx.get(to + i) + dy.get(from + i));
    }

    private void forEachRow(Ports p, int start, int length, Stretch work) {
        int whole = length(p.bottom(0).data());
        p.kernels()
                .workers()
                .forStrips(
                        rows,
                        Math.max(1, Kernels.STRIP / Math.max(1, length)),
                        (from, to) -> {
                            for (int row = from; row < to; row++)
                                work.run(row * whole + start, row * length, length);
                        });
    }

    /** Floats of one row. */
    private int length(Tensor tensor) {
        return tensor.size() / Math.max(1, rows);
    }

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super("Slice", Arity.exactly(1), Arity.atLeast(1), SliceLayer::new);
        }
    }
}
