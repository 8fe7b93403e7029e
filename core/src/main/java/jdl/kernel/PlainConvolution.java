package jdl.kernel;

import jdl.kernel.ConvolutionKernels.Finish;
import jdl.tensor.Tensor;

/** The convolution over images whose channels lie last, product by product. */
final class PlainConvolution {

    /** An element of the weights with the pixels that meet in it. */
    @FunctionalInterface
    private interface Meeting {
        /** Indices in the weights, the bottom, the top. */
        void of(int w, int x, int y);
    }

    private PlainConvolution() {}

    static void toTop(Convolution c, Tensor w, Tensor x, Tensor y, Finish finish) {
        for (int i = 0; i < y.size(); i++)
            y.set(i, !finish.hasBias() ? 0 : finish.bias().get(i % c.outputs()));
        walk(c, (k, from, to) -> y.set(to, y.get(to) + w.get(k) * x.get(from)));
        if (finish.bends()) Loops.plain().rectify(y.array(), y.offset(), finish.slope(), y.size());
    }

    static void toBottom(Convolution c, Tensor w, Tensor dy, Tensor dx, boolean add) {
        if (!add) dx.fill(0);
        walk(c, (k, from, to) -> dx.set(from, dx.get(from) + w.get(k) * dy.get(to)));
    }

    static void toWeights(Convolution c, Tensor x, Tensor dy, Tensor dw, boolean add) {
        if (!add) dw.fill(0);
        walk(c, (k, from, to) -> dw.set(k, dw.get(k) + x.get(from) * dy.get(to)));
    }

    private static void walk(Convolution c, Meeting meeting) {
        for (int n = 0; n < c.images(); n++)
            for (int y = 0; y < c.height().places(); y++)
                for (int x = 0; x < c.width().places(); x++) pixel(c, n, y, x, meeting);
    }

    private static void pixel(Convolution c, int n, int y, int x, Meeting meeting) {
        int to = ((n * c.height().places() + y) * c.width().places() + x) * c.outputs();
        for (int ky = 0; ky < c.height().kernel(); ky++) {
            int row = y * c.height().stride() + c.height().start(ky);
            if (row < 0 || row >= c.height().size()) continue;
            for (int kx = 0; kx < c.width().kernel(); kx++) {
                int column = x * c.width().stride() + c.width().start(kx);
                if (column < 0 || column >= c.width().size()) continue;
                int from =
                        ((n * c.height().size() + row) * c.width().size() + column) * c.channels();
                channels(c, ky * c.width().kernel() + kx, from, to, meeting);
            }
        }
    }

    private static void channels(Convolution c, int tap, int from, int to, Meeting meeting) {
        for (int o = 0; o < c.outputs(); o++)
            for (int i = 0; i < c.seen(); i++)
                meeting.of(
                        (o * c.seen() + i) * c.taps() + tap,
                        from + o / c.made() * c.seen() + i,
                        to + o);
    }
}
