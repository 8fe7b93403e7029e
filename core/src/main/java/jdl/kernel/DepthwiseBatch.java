package jdl.kernel;

import jdl.tensor.Tensor;

/**
 * Kernels of their own for each channel of a batch, plane by plane.
 *
 * @param taps floats of a kernel
 * @param area floats of a plane of x
 * @param places floats of a plane of y
 * @param outputs planes of y for one image
 * @param each outputs of a channel
 */
record DepthwiseBatch(
        Workers workers,
        Depthwise plane,
        int columns,
        int images,
        int taps,
        int area,
        int places,
        int outputs,
        int each) {

    static DepthwiseBatch of(Kernels kernels, Window w, Tensor weights, Tensor x, Tensor y) {
        int taps = w.height().kernel() * w.width().kernel();
        int area = w.height().size() * w.width().size();
        int outputs = weights.size() / taps;
        int each = outputs / w.channels();
        int images = x.size() / (w.channels() * area);
        if (weights.size() != w.channels() * each * taps
                || x.size() != images * w.channels() * area
                || y.size() != images * outputs * w.places())
            throw new IllegalArgumentException(
                    weights.shape() + ", " + x.shape() + " and " + y.shape() + " under " + w);
        return new DepthwiseBatch(
                kernels.workers(),
                new Depthwise(kernels.loops(), w),
                w.width().kernel(),
                images,
                taps,
                area,
                w.places(),
                outputs,
                each);
    }

    void toTop(Tensor w, Tensor x, Tensor y) {
        forPlanes(
                images * outputs,
                (from, to) -> {
                    for (int i = from; i < to; i++)
                        plane.toTop(w.array(), w(w, i), x.array(), x(x, i), y.array(), y(y, i));
                });
    }

    /** Each plane of dx is one thread's. */
    void toBottom(Tensor w, Tensor dy, Tensor dx) {
        forPlanes(
                images * outputs / each,
                (from, to) -> {
                    for (int i = from * each; i < to * each; i++)
                        plane.toBottom(
                                w.array(), w(w, i), dy.array(), y(dy, i), dx.array(), x(dx, i));
                });
    }

    /** Each kernel is one thread's; the images come in order. */
    void toWeights(Tensor x, Tensor dy, Tensor dw) {
        workers.forEach(
                outputs,
                output -> {
                    float[] sums = new float[columns * Depthwise.SUMS];
                    for (int i = output; i < images * outputs; i += outputs)
                        plane.toWeights(
                                x.array(),
                                x(x, i),
                                dy.array(),
                                y(dy, i),
                                dw.array(),
                                w(dw, i),
                                sums);
                });
    }

    private void forPlanes(int planes, Workers.Strip strip) {
        workers.forStrips(planes, Math.max(1, Kernels.STRIP / (taps * places + 1)), strip);
    }

    /** Where the kernel of plane {@code i} of y begins. */
    private int w(Tensor w, int i) {
        return w.offset() + i % outputs * taps;
    }

    /** Where the plane of x begins that plane {@code i} of y sees. */
    private int x(Tensor x, int i) {
        return x.offset() + i / each * area;
    }

    private int y(Tensor y, int i) {
        return y.offset() + i * places;
    }
}
