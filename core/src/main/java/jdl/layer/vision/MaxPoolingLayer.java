package jdl.layer.vision;

import java.util.Optional;
import jdl.failure.Failure;
import jdl.layer.Habit;
import jdl.layer.Layer;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.tensor.Layout;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * {@code y = max x} over each window, the first of equal ones; the second top, or else private
 * memory, holds where in its plane it was. NaN is larger than any number.
 */
final class MaxPoolingLayer implements Layer {

    /** Up to here each index is a float. */
    private static final int LARGEST_PLANE = 1 << 24;

    private final PoolingGeometry geometry;
    private final Shape bottom;
    private final Plan plan;

    MaxPoolingLayer(PoolingGeometry geometry, Shape bottom, boolean shown) {
        if (geometry.area() > LARGEST_PLANE)
            throw Failure.config("wants planes of at most 2^24 floats, but got " + bottom);
        this.geometry = geometry;
        this.bottom = bottom;
        Shape top = geometry.top(bottom);
        this.plan =
                (shown ? Plan.tops(top, top) : Plan.tops(top).saved(top))
                        .habits(Habit.STORES_FRESH, Habit.FORGETS_BOTTOMS);
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public Optional<Layer> in(Layout layout) {
        if (layout == Layout.PLAIN) return Optional.of(this);
        var pixels = PixelPooling.of(geometry, bottom, layout);
        return Optional.of(new MaxPixelPoolingLayer(pixels, plan));
    }

    @Override
    public void forward(Ports p) {
        Tensor x = p.bottom(0).data();
        Tensor y = p.top(0).data();
        Tensor choice = choice(p);
        geometry.forPlanes(
                p.kernels().workers(),
                plane ->
                        forward(
                                x.array(),
                                x.offset() + plane * geometry.area(),
                                y.array(),
                                y.offset() + plane * geometry.places(),
                                choice.array(),
                                choice.offset() + plane * geometry.places()));
    }

    private void forward(float[] x, int from, float[] y, int to, float[] choice, int at) {
        var height = geometry.height();
        var width = geometry.width();
        for (int row = 0; row < height.places(); row++) {
            for (int column = 0; column < width.places(); column++, to++, at++) {
                int left = width.start(column);
                int best = best(x, from, row, left, width.end(column));
                y[to] = x[from + best];
                choice[at] = best;
            }
        }
    }

    private int best(float[] x, int from, int row, int left, int right) {
        int length = geometry.width().size();
        int top = geometry.height().start(row);
        int bottom = geometry.height().end(row);
        int best = top * length + left;
        float max = x[from + best];
        for (int i = top; i < bottom; i++) {
            for (int j = i * length + left; j < i * length + right; j++) {
                float value = x[from + j];
                if (!(value <= max) && !Float.isNaN(max)) {
                    max = value;
                    best = j;
                }
            }
        }
        return best;
    }

    @Override
    public void backward(Ports p) {
        Tensor dx = p.bottom(0).diff();
        boolean fresh = p.bottom(0).fresh();
        Tensor dy = p.top(0).diff();
        Tensor choice = choice(p);
        geometry.forPlanes(
                p.kernels().workers(),
                plane -> {
                    if (fresh) dx.part(plane, geometry.planes()).fill(0);
                    int from = plane * geometry.places();
                    for (int i = from; i < from + geometry.places(); i++) {
                        int to = plane * geometry.area() + (int) choice.get(i);
                        dx.set(to, dx.get(to) + dy.get(i));
                    }
                });
    }

    static Tensor choice(Ports p) {
        return p.tops().size() == 2 ? p.top(1).data() : p.saved(0);
    }
}
