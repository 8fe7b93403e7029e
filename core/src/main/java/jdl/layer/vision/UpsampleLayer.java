package jdl.layer.vision;

import static jdl.layer.vision.UpsampleAxis.between;
import static jdl.layer.vision.UpsampleAxis.spread;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.function.IntConsumer;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.proto.LayerParameter;
import jdl.proto.UpsampleParameter;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * {@code y =} each channel on a finer grid: the nearest x, or the four around it weighted by their
 * distance.
 */
final class UpsampleLayer implements Layer {

    private final UpsampleAxis height;
    private final UpsampleAxis width;
    private final int planes;
    private final Plan plan;

    UpsampleLayer(UpsampleParameter p, List<Shape> bottoms) {
        Shape bottom = bottoms.get(0);
        if (bottom.rank() != 4)
            throw Failure.config(
                    "wants a bottom of 4 axes (images, channels, height, width), but got "
                            + bottom);
        if (p.hasScale() == (p.hasHeight() || p.hasWidth()) || p.hasHeight() != p.hasWidth())
            throw Failure.config("give either scale, or height and width");
        if (p.getAlignCorners() && p.getMode() != UpsampleParameter.Mode.BILINEAR)
            throw Failure.config("align_corners is for mode BILINEAR alone");
        height = UpsampleAxis.of(p, bottom.dim(2), p.getHeight());
        width = UpsampleAxis.of(p, bottom.dim(3), p.getWidth());
        planes = bottom.countTo(2);
        plan = Plan.tops(bottom.with(2, height.after()).with(3, width.after()));
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        Tensor x = p.bottom(0).data();
        Tensor y = p.top(0).data();
        forPlanes(p, plane -> forward(x.part(plane, planes), y.part(plane, planes)));
    }

    private void forward(Tensor x, Tensor y) {
        for (int i = 0, at = 0; i < height.after(); i++) {
            double row = height.place(i);
            int low = ((int) row) * width.before();
            float share = (float) (row - (int) row);
            for (int j = 0; j < width.after(); j++, at++) {
                double column = width.place(j);
                float pixel = between(x, low, column);
                if (share != 0) pixel += share * (between(x, low + width.before(), column) - pixel);
                y.set(at, pixel);
            }
        }
    }

    @Override
    public void backward(Ports p) {
        Tensor dx = p.bottom(0).diff();
        Tensor dy = p.top(0).diff();
        forPlanes(p, plane -> backward(dx.part(plane, planes), dy.part(plane, planes)));
    }

    private void backward(Tensor dx, Tensor dy) {
        for (int i = 0, at = 0; i < height.after(); i++) {
            double row = height.place(i);
            int low = ((int) row) * width.before();
            float share = (float) (row - (int) row);
            for (int j = 0; j < width.after(); j++, at++) {
                double column = width.place(j);
                spread(dy.get(at) * (1 - share), dx, low, column);
                if (share != 0) spread(dy.get(at) * share, dx, low + width.before(), column);
            }
        }
    }

    private void forPlanes(Ports p, IntConsumer plane) {
        int area = Math.max(1, height.after() * width.after());
        p.kernels()
                .workers()
                .forStrips(
                        planes,
                        Math.max(1, Kernels.STRIP / area),
                        (from, to) -> {
                            for (int i = from; i < to; i++) plane.accept(i);
                        });
    }

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super("Upsample", 1, LayerParameter::getUpsampleParam, UpsampleLayer::new);
        }
    }
}
