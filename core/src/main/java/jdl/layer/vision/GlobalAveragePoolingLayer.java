package jdl.layer.vision;

import java.util.Optional;
import jdl.kernel.Loops;
import jdl.layer.Habit;
import jdl.layer.Layer;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.tensor.Layout;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** {@code y = Σ x / n} over whole planes (Lin et al. 2013). */
final class GlobalAveragePoolingLayer implements Layer {

    private final PoolingGeometry geometry;
    private final Shape bottom;
    private final Plan plan;

    GlobalAveragePoolingLayer(PoolingGeometry geometry, Shape bottom) {
        this.geometry = geometry;
        this.bottom = bottom;
        this.plan =
                Plan.tops(geometry.top(bottom))
                        .habits(Habit.STORES_FRESH, Habit.FORGETS_BOTTOMS, Habit.FORGETS_TOPS);
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public Optional<Layer> in(Layout layout) {
        if (layout == Layout.PLAIN) return Optional.of(this);
        var pixels = PixelPooling.of(geometry, bottom, layout);
        return Optional.of(new AveragePixelPoolingLayer(pixels, plan));
    }

    @Override
    public void forward(Ports p) {
        Tensor x = p.bottom(0).data();
        Tensor y = p.top(0).data();
        Loops loops = p.kernels().loops();
        int area = geometry.area();
        geometry.forPlanes(
                p.kernels().workers(),
                i -> y.set(i, (float) (loops.sum(x.array(), x.offset() + i * area, area) / area)));
    }

    @Override
    public void backward(Ports p) {
        Tensor dx = p.bottom(0).diff();
        boolean fresh = p.bottom(0).fresh();
        Tensor dy = p.top(0).diff();
        Loops loops = p.kernels().loops();
        int area = geometry.area();
        geometry.forPlanes(
                p.kernels().workers(),
                i -> {
                    float slope = dy.get(i) / area;
                    if (fresh) dx.part(i, geometry.planes()).fill(slope);
                    else loops.addNumber(slope, dx.array(), dx.offset() + i * area, area);
                });
    }
}
