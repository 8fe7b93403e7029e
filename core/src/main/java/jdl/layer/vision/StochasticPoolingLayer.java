package jdl.layer.vision;

import jdl.layer.Layer;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.layer.vision.PoolingGeometry.Window;
import jdl.tensor.Dice;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * In training {@code y} is one x of each window, drawn with a chance that is proportional to x;
 * otherwise {@code y = Σ x² / Σ x}, and 0 where the sum is not positive (Zeiler and Fergus 2013).
 * Meant for x ≥ 0.
 */
final class StochasticPoolingLayer implements Layer {

    private final PoolingGeometry geometry;
    private final Plan plan;

    StochasticPoolingLayer(PoolingGeometry geometry, Shape bottom) {
        this.geometry = geometry;
        Shape top = geometry.top(bottom);
        this.plan = Plan.tops(top).saved(top);
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        Tensor x = p.bottom(0).data();
        Tensor y = p.top(0).data();
        geometry.forPlanes(
                p.kernels().workers(),
                plane -> {
                    Dice dice = p.clock().dice(plane);
                    geometry.forWindows(
                            plane,
                            (window, at) -> {
                                if (p.training()) draw(x, window, dice, y, p.saved(0), at);
                                else y.set(at, expected(x, window));
                            });
                });
    }

    private static void draw(Tensor x, Window w, Dice dice, Tensor y, Tensor choice, int at) {
        double mark = dice.nextDouble() * sum(x, w);
        int i = 0;
        for (double sum = x.get(w.index(0)); sum < mark && i < w.size() - 1; )
            sum += x.get(w.index(++i));
        y.set(at, x.get(w.index(i)));
        choice.set(at, i);
    }

    private static float expected(Tensor x, Window w) {
        double sum = sum(x, w);
        double squares = 0;
        for (int i = 0; i < w.size(); i++)
            squares += (double) x.get(w.index(i)) * x.get(w.index(i));
        return sum > 0 ? (float) (squares / sum) : 0;
    }

    private static double sum(Tensor x, Window w) {
        double sum = 0;
        for (int i = 0; i < w.size(); i++) sum += x.get(w.index(i));
        return sum;
    }

    @Override
    public void backward(Ports p) {
        geometry.forPlanes(
                p.kernels().workers(),
                plane ->
                        geometry.forWindows(
                                plane,
                                (window, at) -> {
                                    if (p.training()) toDrawn(p, window, at);
                                    else toExpected(p, window, at);
                                }));
    }

    private static void toDrawn(Ports p, Window w, int at) {
        Tensor dx = p.bottom(0).diff();
        int i = w.index((int) p.saved(0).get(at));
        dx.set(i, dx.get(i) + p.top(0).diff().get(at));
    }

    /** {@code ∂(Σ x² / Σ x) / ∂xᵢ = (2 xᵢ - y) / Σ x}. */
    private static void toExpected(Ports p, Window w, int at) {
        Tensor x = p.bottom(0).data();
        Tensor dx = p.bottom(0).diff();
        double sum = sum(x, w);
        if (!(sum > 0)) return;
        double scale = p.top(0).diff().get(at) / sum;
        double y = p.top(0).data().get(at);
        for (int i = 0; i < w.size(); i++) {
            int to = w.index(i);
            dx.set(to, (float) (dx.get(to) + scale * (2 * x.get(to) - y)));
        }
    }
}
