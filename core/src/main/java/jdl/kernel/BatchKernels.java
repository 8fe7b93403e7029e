package jdl.kernel;

import jdl.tensor.Tensor;

/** Loops over blobs that lie as channels, height, width, batch. */
public interface BatchKernels {

    Workers workers();

    Loops loops();

    /**
     * {@code y = w * x + b}, and what is below 0 times {@code slope}: 1 leaves it as it is.
     *
     * @param b a number for each output
     */
    default void batchToTop(
            BatchConvolution c, Tensor w, Tensor b, Tensor x, Tensor y, float slope) {
        c.check(w, x, y);
        int plane = c.window().places() * c.batch();
        workers()
                .forEach(
                        c.outputs(),
                        o -> {
                            y.part(o, c.outputs()).fill(b.get(o));
                            for (int i = 0; i < c.channels(); i++)
                                c.forEach(o, i, (at, from, to) -> axpy(c, w, at, x, from, y, to));
                            if (slope != 1)
                                loops().rectify(y.array(), y.offset() + o * plane, slope, plane);
                        });
    }

    /** {@code dx +=}, or {@code =} where it is fresh, what {@code dy} asks for. */
    default void batchToBottom(BatchConvolution c, Tensor w, Tensor dy, Tensor dx, boolean fresh) {
        c.check(w, dx, dy);
        if (fresh) dx.fill(0);
        int each = c.outputs() / c.groups();
        workers()
                .forEach(
                        c.window().channels(),
                        channel -> {
                            int group = channel / c.channels();
                            for (int o = group * each; o < (group + 1) * each; o++)
                                c.forEach(
                                        o,
                                        channel % c.channels(),
                                        (at, to, from) -> axpy(c, w, at, dy, from, dx, to));
                        });
    }

    private void axpy(BatchConvolution c, Tensor w, int at, Tensor x, int from, Tensor y, int to) {
        int first = x.offset() + from;
        loops().axpy(w.get(at), x.array(), first, y.array(), y.offset() + to, c.batch());
    }

    /** {@code dw +=} what {@code dy} asks for. */
    default void batchToWeights(BatchConvolution c, Tensor x, Tensor dy, Tensor dw) {
        c.check(dw, x, dy);
        workers()
                .forEach(
                        c.outputs() * c.channels(),
                        i ->
                                c.forEach(
                                        i / c.channels(),
                                        i % c.channels(),
                                        (at, from, to) ->
                                                dw.set(at, dw.get(at) + dot(c, x, from, dy, to))));
    }

    private float dot(BatchConvolution c, Tensor x, int from, Tensor y, int to) {
        return (float)
                loops().dot(x.array(), x.offset() + from, y.array(), y.offset() + to, c.batch());
    }
}
