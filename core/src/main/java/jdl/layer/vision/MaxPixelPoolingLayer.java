package jdl.layer.vision;

import jdl.kernel.Loops;
import jdl.layer.Layer;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.tensor.Blob;
import jdl.tensor.Tensor;

/** {@link MaxPoolingLayer} where a pixel is a stretch of floats. */
final class MaxPixelPoolingLayer implements Layer {

    private final PixelPooling pixels;
    private final Plan plan;

    MaxPixelPoolingLayer(PixelPooling pixels, Plan plan) {
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
        Tensor choice = MaxPoolingLayer.choice(p);
        Loops loops = p.kernels().loops();
        int width = pixels.geometry().width().size();
        pixels.forRows(
                p.kernels().workers(),
                p.bottom(0).data(),
                (x, at, line, row, top) ->
                        loops.maxOfWindows(
                                x,
                                at,
                                pixels.lines(row),
                                line * width,
                                y.array(),
                                y.offset() + top,
                                choice.array(),
                                choice.offset() + top));
    }

    @Override
    public void backward(Ports p) {
        Blob bottom = p.bottom(0);
        Tensor dy = p.top(0).diff();
        Tensor choice = MaxPoolingLayer.choice(p);
        Loops loops = p.kernels().loops();
        int width = pixels.geometry().width().size();
        pixels.forLines(
                p.kernels().workers(),
                bottom.diff(),
                bottom.fresh(),
                (dx, at, line, row, top) ->
                        loops.addChosen(
                                dx,
                                at,
                                line * width,
                                dy.array(),
                                dy.offset() + top,
                                choice.array(),
                                choice.offset() + top));
    }
}
