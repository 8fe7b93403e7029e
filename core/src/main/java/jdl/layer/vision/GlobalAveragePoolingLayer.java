package jdl.layer.vision;

import jdl.kernel.Loops;
import jdl.layer.Layer;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** {@code y = Σ x / n} over whole planes (Lin et al. 2013). */
final class GlobalAveragePoolingLayer implements Layer {

    private final PoolingGeometry geometry;
    private final Plan plan;

    GlobalAveragePoolingLayer(PoolingGeometry geometry, Shape bottom) {
        this.geometry = geometry;
        this.plan = Plan.tops(geometry.top(bottom));
    }

    @Override
    public Plan plan() {
        return plan;
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
        Tensor dy = p.top(0).diff();
        Loops loops = p.kernels().loops();
        int area = geometry.area();
        geometry.forPlanes(
                p.kernels().workers(),
                i -> loops.addNumber(dy.get(i) / area, dx.array(), dx.offset() + i * area, area));
    }
}
