package jdl.layer.vision;

import java.util.Optional;
import jdl.layer.Habit;
import jdl.layer.Layer;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.tensor.Layout;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** {@code y = Σ x / n} over each window; as in Caffe, n counts the pad that the window covers. */
final class AveragePoolingLayer implements Layer {

    private final PoolingGeometry geometry;
    private final Shape bottom;
    private final Plan plan;

    AveragePoolingLayer(PoolingGeometry geometry, Shape bottom) {
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
        geometry.forPlanes(
                p.kernels().workers(),
                plane -> {
                    int at = plane * geometry.places();
                    for (int row = 0; row < geometry.height().places(); row++)
                        for (int column = 0; column < geometry.width().places(); column++, at++)
                            y.set(at, sum(x, plane, row, column) / extent(row, column));
                });
    }

    private float sum(Tensor x, int plane, int row, int column) {
        float sum = 0;
        for (int i = geometry.height().start(row); i < geometry.height().end(row); i++) {
            int line = plane * geometry.area() + i * geometry.width().size();
            int end = line + geometry.width().end(column);
            for (int j = line + geometry.width().start(column); j < end; j++) sum += x.get(j);
        }
        return sum;
    }

    @Override
    public void backward(Ports p) {
        Tensor dx = p.bottom(0).diff();
        boolean fresh = p.bottom(0).fresh();
        Tensor dy = p.top(0).diff();
        geometry.forPlanes(
                p.kernels().workers(),
                plane -> {
                    if (fresh) dx.part(plane, geometry.planes()).fill(0);
                    int at = plane * geometry.places();
                    for (int row = 0; row < geometry.height().places(); row++)
                        for (int column = 0; column < geometry.width().places(); column++, at++)
                            add(dy.get(at) / extent(row, column), dx, plane, row, column);
                });
    }

    private void add(float slope, Tensor dx, int plane, int row, int column) {
        for (int i = geometry.height().start(row); i < geometry.height().end(row); i++) {
            int line = plane * geometry.area() + i * geometry.width().size();
            int end = line + geometry.width().end(column);
            for (int j = line + geometry.width().start(column); j < end; j++)
                dx.set(j, dx.get(j) + slope);
        }
    }

    private int extent(int row, int column) {
        return geometry.height().extent(row) * geometry.width().extent(column);
    }
}
