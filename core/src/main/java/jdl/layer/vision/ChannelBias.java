package jdl.layer.vision;

import jdl.kernel.Kernels;
import jdl.kernel.Matrix;
import jdl.layer.Chunks;
import jdl.layer.Ports;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** A number for each channel of a batch of images, and the sum of its slopes. */
record ChannelBias(int channels, int area, Chunks chunks) {

    /** For images whose channels lie along an axis. */
    static ChannelBias of(Shape shape, int axis) {
        Chunks chunks = Chunks.of(shape.countTo(axis), shape.dim(axis));
        return new ChannelBias(shape.dim(axis), shape.countFrom(axis + 1), chunks);
    }

    /** Memory for {@link #toBias}. */
    Shape partials() {
        return chunks.partials(channels);
    }

    /** {@code y = b}: sums begin with it. */
    void start(Ports p, Tensor bias, Tensor y) {
        p.kernels()
                .workers()
                .forStrips(
                        chunks.items() * channels,
                        Math.max(1, Kernels.STRIP / Math.max(1, area)),
                        (from, to) -> {
                            for (int i = from; i < to; i++)
                                y.part(i, chunks.items() * channels).fill(bias.get(i % channels));
                        });
    }

    /** {@code db += Σ dy}. */
    void toBias(Ports p, Tensor dy, Tensor partials, Tensor db) {
        Kernels k = p.kernels();
        chunks.sum(
                k,
                partials,
                db,
                (chunk, n, sum) ->
                        k.sumColumns(Matrix.of(chunks.item(dy, n), channels, area), sum));
    }
}
