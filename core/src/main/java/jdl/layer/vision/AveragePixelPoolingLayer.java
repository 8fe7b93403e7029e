package jdl.layer.vision;

import jdl.kernel.Loops;
import jdl.layer.Layer;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.tensor.Blob;
import jdl.tensor.Tensor;

/** {@link AveragePoolingLayer} where a pixel is a stretch of floats. */
final class AveragePixelPoolingLayer implements Layer {

    private final PixelPooling pixels;
    private final Plan plan;

    AveragePixelPoolingLayer(PixelPooling pixels, Plan plan) {
        this.pixels = pixels;
        this.plan = plan;
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        Tensor y = p.top(0).data();
        Loops loops = p.kernels().loops();
        var height = pixels.geometry().height();
        pixels.forRows(
                p.kernels().workers(),
                p.bottom(0).data(),
                (x, at, line, row, top) ->
                        loops.meanOfWindows(
                                x,
                                at,
                                pixels.lines(row),
                                height.extent(row),
                                y.array(),
                                y.offset() + top));
    }

    @Override
    public void backward(Ports p) {
        Blob bottom = p.bottom(0);
        Tensor dy = p.top(0).diff();
        Loops loops = p.kernels().loops();
        var height = pixels.geometry().height();
        pixels.forLines(
                p.kernels().workers(),
                bottom.diff(),
                bottom.fresh(),
                (dx, at, line, row, top) ->
                        loops.addMeans(dx, at, height.extent(row), dy.array(), dy.offset() + top));
    }
}
