package jdl.layer.recurrent;

import java.util.Optional;
import java.util.function.IntConsumer;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.kernel.Matrix;
import jdl.layer.Ports;
import jdl.layer.SoftmaxRows;
import jdl.proto.AttentionParameter;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * {@code softmax(Q Kᵀ / √d) V} for each head of each stream. A head sees {@code d} of a step's
 * {@code width} floats.
 *
 * @param queries steps of Q
 * @param keys steps of K and V
 */
record Heads(int queries, int keys, int streams, int count, int width, boolean causal) {

    /** What is as good as -∞ in an exponent, and yet leaves a row of nothing else defined. */
    private static final float NEVER = -1e30f;

    /** The heads for queries from {@code x} and keys from {@code z}, if the two go together. */
    static Heads of(AttentionParameter settings, Shape x, Shape z, int width) {
        int count = settings.getNumHeads();
        if (count < 1 || width < 1 || width % count != 0)
            throw Failure.config(
                    "num_heads must divide num_output, but %d does not divide %d"
                            .formatted(count, width));
        if (x.dim(1) != z.dim(1))
            throw Failure.config("wants bottoms of as many streams, but got " + x + " and " + z);
        if (settings.getCausal() && x.dim(0) != z.dim(0))
            throw Failure.config("causal wants bottoms of as many steps, but got " + x + ", " + z);
        return new Heads(x.dim(0), z.dim(0), x.dim(1), count, width, settings.getCausal());
    }

    /** Of what each query sees of each key. */
    Shape views() {
        return Shape.of(streams, count, queries, keys);
    }

    /**
     * @param there 0 for keys [keys, streams] that are not to be seen
     */
    void forward(
            Ports p, Tensor q, Tensor k, Tensor v, Optional<Tensor> there, Tensor views, Tensor y) {
        forEach(
                p,
                head -> {
                    Matrix seen = views(views, head);
                    p.kernels()
                            .multiply(of(q, queries, head), of(k, keys, head).transposed(), seen);
                    scale(p.kernels(), seen);
                    hide(seen, head / count, there);
                });
        SoftmaxRows.of(views.shape(), -1).forward(p.kernels(), views, views);
        forEach(
                p,
                head ->
                        p.kernels()
                                .multiply(
                                        views(views, head),
                                        of(v, keys, head),
                                        of(y, queries, head)));
    }

    private void hide(Matrix seen, int stream, Optional<Tensor> there) {
        for (int j = 0; j < keys; j++) {
            boolean missing = there.isPresent() && there.get().get(j * streams + stream) == 0;
            int blind = missing ? queries : causal ? Math.min(j, queries) : 0;
            for (int i = 0; i < blind; i++) seen.array()[seen.index(i, j)] = NEVER;
        }
    }

    /** Slopes of Q, K and V, written over what is there; those of the views in between. */
    void backward(Ports p, Tensor q, Tensor k, Tensor v, Tensor views, Tensor dy, Slopes into) {
        Kernels kernels = p.kernels();
        forEach(
                p,
                head -> {
                    Matrix seen = views(views, head);
                    Matrix slopes = views(into.views(), head);
                    Matrix up = of(dy, queries, head);
                    kernels.multiply(up, of(v, keys, head).transposed(), slopes);
                    kernels.multiply(seen.transposed(), up, of(into.v(), keys, head));
                    throughSoftmax(seen, slopes);
                    scale(kernels, slopes);
                    kernels.multiply(slopes, of(k, keys, head), of(into.q(), queries, head));
                    kernels.multiply(
                            slopes.transposed(), of(q, queries, head), of(into.k(), keys, head));
                });
    }

    /** Where the slopes go. */
    record Slopes(Tensor q, Tensor k, Tensor v, Tensor views) {}

    private static void throughSoftmax(Matrix y, Matrix slopes) {
        for (int i = 0; i < y.rows(); i++) {
            int at = y.index(i, 0);
            int to = slopes.index(i, 0);
            double sum = 0;
            for (int j = 0; j < y.columns(); j++)
                sum += (double) y.array()[at + j] * slopes.array()[to + j];
            for (int j = 0; j < y.columns(); j++)
                slopes.array()[to + j] =
                        (float) (y.array()[at + j] * (slopes.array()[to + j] - sum));
        }
    }

    private void scale(Kernels kernels, Matrix seen) {
        int d = width / count;
        float scale = (float) (1 / Math.sqrt(d));
        kernels.loops().scale(scale, seen.array(), seen.offset(), queries * keys);
    }

    private void forEach(Ports p, IntConsumer work) {
        p.forEach(streams * count, work);
    }

    private Matrix views(Tensor views, int head) {
        return Matrix.at(views, head * queries * keys, queries, keys);
    }

    /** The floats of one head of one stream: a row for each step. */
    private Matrix of(Tensor all, int steps, int head) {
        int d = width / count;
        int from = all.offset() + head / count * width + head % count * d;
        return new Matrix(all.array(), from, steps, d, streams * width, 1);
    }
}
