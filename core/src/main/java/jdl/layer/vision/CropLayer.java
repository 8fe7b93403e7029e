package jdl.layer.vision;

import com.google.auto.service.AutoService;
import java.util.List;
import jdl.kernel.Kernels;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.proto.CropParameter;
import jdl.proto.LayerParameter;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * {@code y =} the part of the first bottom that has the second's lengths from {@code axis} on; of
 * the second nothing but its shape counts, so no gradient flows into it.
 */
final class CropLayer implements Layer {

    private final CropGeometry geometry;
    private final Plan plan;

    CropLayer(CropParameter p, List<Shape> bottoms) {
        geometry = CropGeometry.of(p, bottoms.get(0), bottoms.get(1));
        plan = Plan.tops(geometry.top());
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        Tensor x = p.bottom(0).data();
        Tensor y = p.top(0).data();
        forRows(
                p.kernels(),
                (from, to, count) ->
                        System.arraycopy(
                                x.array(), x.offset() + from, y.array(), y.offset() + to, count));
    }

    @Override
    public void backward(Ports p) {
        if (!p.bottom(0).hasDiff()) return;
        Tensor dx = p.bottom(0).diff();
        Tensor dy = p.top(0).diff();
        forRows(
                p.kernels(),
                (to, from, count) ->
                        p.kernels()
                                .loops()
                                .add(
                                        dy.array(),
                                        dy.offset() + from,
                                        dx.array(),
                                        dx.offset() + to,
                                        count));
    }

    /** A stretch that begins at one index of the bottom and at another of the top. */
    @FunctionalInterface
    private interface Row {
        void run(int bottom, int top, int count);
    }

    /** Runs a task for each row of the last axis. */
    private void forRows(Kernels kernels, Row row) {
        Shape top = geometry.top();
        int length = top.dim(-1);
        if (top.count() == 0) return;
        kernels.workers()
                .forStrips(
                        top.count() / length,
                        Math.max(1, Kernels.STRIP / length),
                        (from, to) -> {
                            for (int i = from; i < to; i++)
                                row.run(geometry.place(i), i * length, length);
                        });
    }

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super("Crop", 2, LayerParameter::getCropParam, CropLayer::new);
        }
    }
}
