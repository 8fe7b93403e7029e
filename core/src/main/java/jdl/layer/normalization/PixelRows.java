package jdl.layer.normalization;

import java.util.Arrays;
import java.util.function.IntConsumer;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.layer.Ports;
import jdl.tensor.Blob;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * Pixels whose channels lie side by side, some of them together in a row: the columns of these rows
 * are summed in chunks of a fixed length, in single precision inside of a chunk and in double over
 * the chunks. What is summed is seen from near the mean, so that little is lost. Its memory is a
 * layer's first two pieces of scratch.
 *
 * @param together pixels of a row
 */
record PixelRows(int pixels, int channels, int together) {

    private static final int MOST_ROWS = 128;
    private static final int LEAST_ROWS = 32;

    /** Floats of a row that are worth a loop, and the widest vector. */
    private static final int WIDTH = 128;

    private static final int VECTOR = 16;

    /** Pixels that tell roughly where the mean is. */
    private static final int SAMPLE = 16;

    /** Makes one number out of a channel's two sums. */
    @FunctionalInterface
    interface Sums {
        void found(int channel, double sum, double products);
    }

    /** As many pixels together as leave the fewest floats beyond the last vector of a row. */
    static PixelRows of(int pixels, int channels) {
        int best = 1;
        for (int k = 2; k * channels <= WIDTH; k++)
            if (pixels % k == 0 && rest(k * channels) * best <= rest(best * channels) * k) best = k;
        return new PixelRows(pixels, channels, best);
    }

    private static int rest(int width) {
        return width % VECTOR;
    }

    private int width() {
        return together * channels;
    }

    private int rows() {
        return pixels / together;
    }

    private int chunkRows() {
        int wanted = 2 * Kernels.STRIP / Math.max(1, width());
        return Math.max(LEAST_ROWS, Math.min(MOST_ROWS, wanted));
    }

    private int chunks() {
        return (rows() - 1) / chunkRows() + 1;
    }

    /** Memory for the sums of each chunk. */
    Shape sums() {
        return Shape.of(chunks(), 2 * width());
    }

    /** Memory for four numbers by the column. */
    Shape numbers() {
        return Shape.of(4, width());
    }

    /** Finds {@code Σ (x - shift)} and {@code Σ (x - shift)²}, for shifts near the means. */
    void moments(Ports p, Tensor x, Sums found) {
        Tensor c = p.scratch(1);
        for (int j = 0; j < channels; j++) put(c, 0, j, sample(x, j));
        Tensor s = p.scratch(0);
        var loops = p.kernels().loops();
        forChunks(
                p,
                (from, to) -> {
                    int at = cleared(s, from);
                    int atX = x.offset() + from * width();
                    float[] into = s.array();
                    loops.columnMoments(
                            x.array(), atX, to - from, width(), c.array(), c.offset(), into, at);
                });
        tell(p, found);
    }

    /** Finds {@code Σ dy} and {@code Σ dy (x - mean)}, dy bent by y. */
    void products(Ports p, Tensor y, float slope, Tensor mean, Sums found) {
        Tensor c = p.scratch(1);
        for (int j = 0; j < channels; j++) put(c, 0, j, mean.get(j));
        Tensor s = p.scratch(0);
        Tensor x = p.bottom(0).data();
        Tensor dy = p.top(0).diff();
        var loops = p.kernels().loops();
        forChunks(
                p,
                (from, to) -> {
                    int at = from * width();
                    loops.columnProducts(
                            dy.array(),
                            dy.offset() + at,
                            y.array(),
                            y.offset() + at,
                            slope,
                            x.array(),
                            x.offset() + at,
                            to - from,
                            width(),
                            c.array(),
                            c.offset(),
                            s.array(),
                            cleared(s, from));
                });
        tell(p, found);
    }

    /** {@code y = (x - c₀) c₁ + c₂}, bent. */
    void standardize(Ports p, float slope) {
        Tensor c = p.scratch(1);
        Tensor x = p.bottom(0).data();
        Tensor y = p.top(0).data();
        var loops = p.kernels().loops();
        forChunks(
                p,
                (from, to) ->
                        loops.standardizeColumns(
                                x.array(),
                                x.offset() + from * width(),
                                to - from,
                                width(),
                                c.array(),
                                c.offset(),
                                slope,
                                y.array(),
                                y.offset() + from * width()));
    }

    /** {@code dx += c₁ dy + ((x - c₀) c₂ + c₃)}, dy bent by y. */
    void addStandardized(Ports p, Tensor y, float slope) {
        Tensor c = p.scratch(1);
        Blob bottom = p.bottom(0);
        Tensor x = bottom.data();
        Tensor dx = bottom.diff();
        Tensor dy = p.top(0).diff();
        var loops = p.kernels().loops();
        forChunks(
                p,
                (from, to) -> {
                    int at = from * width();
                    int atDx = dx.offset() + at;
                    if (bottom.fresh())
                        Arrays.fill(dx.array(), atDx, dx.offset() + to * width(), 0);
                    loops.addStandardizedColumns(
                            dy.array(),
                            dy.offset() + at,
                            y.array(),
                            y.offset() + at,
                            slope,
                            x.array(),
                            x.offset() + at,
                            to - from,
                            width(),
                            c.array(),
                            c.offset(),
                            dx.array(),
                            atDx);
                });
    }

    /** Sets a number of a channel in all columns that are this channel's. */
    void put(Tensor numbers, int kind, int channel, float number) {
        for (int k = 0; k < together; k++)
            numbers.set(kind * width() + k * channels + channel, number);
    }

    private float sample(Tensor x, int channel) {
        int step = Math.max(1, pixels / SAMPLE);
        double sum = 0;
        int count = 0;
        for (int i = 0; i < pixels; i += step, count++) sum += x.get(i * channels + channel);
        return count == 0 ? 0 : (float) (sum / count);
    }

    private void forChunks(Ports p, Workers.Strip work) {
        if (pixels > 0) p.kernels().workers().forStrips(rows(), chunkRows(), work);
    }

    private int cleared(Tensor sums, int row) {
        int at = sums.offset() + row / chunkRows() * 2 * width();
        Arrays.fill(sums.array(), at, at + 2 * width(), 0);
        return at;
    }

    private void tell(Ports p, Sums found) {
        int together = Math.max(1, Kernels.STRIP / (2 * chunks() * this.together));
        IntConsumer one = channel -> tell(p.scratch(0), channel, found);
        p.kernels()
                .workers()
                .forStrips(
                        channels,
                        together,
                        (from, to) -> {
                            for (int j = from; j < to; j++) one.accept(j);
                        });
    }

    private void tell(Tensor sums, int channel, Sums found) {
        double sum = 0;
        double products = 0;
        for (int at = channel; at < sums.size(); at += 2 * width())
            for (int k = at; k < at + width(); k += channels) {
                sum += sums.get(k);
                products += sums.get(k + width());
            }
        found.found(channel, sum, products);
    }
}
