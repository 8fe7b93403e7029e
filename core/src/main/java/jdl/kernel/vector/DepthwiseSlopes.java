package jdl.kernel.vector;

import static jdl.kernel.vector.Tile.LANES;

import java.util.Arrays;
import jdl.kernel.Convolution;
import jdl.kernel.Workers;
import jdl.tensor.Tensor;

/**
 * The slopes of kernels that see one channel each, over images whose channels lie last. The rows of
 * the batch are cut into pieces with sums of their own, which are added up in their order.
 *
 * @param sums for each piece, tap by tap, the vectors of channels; the last may overlap the one
 *     before
 */
record DepthwiseSlopes(Convolution c, Tensor x, Tensor dy, Tensor sums) {

    private static final int PIECES = 16;

    private int vectors() {
        return (c.channels() + LANES - 1) / LANES;
    }

    /** Floats of a piece. */
    private int piece() {
        return c.taps() * vectors() * LANES;
    }

    private int channel(int vector) {
        return Math.min(vector * LANES, c.channels() - LANES);
    }

    void run(Workers workers, Tensor dw, boolean add) {
        int rows = c.images() * c.height().places();
        int pieces = Math.min(PIECES, rows);
        workers.forEach(
                pieces,
                i -> {
                    int at = sums.offset() + i * piece();
                    Arrays.fill(sums.array(), at, at + piece(), 0);
                    for (int row = i * rows / pieces; row < (i + 1) * rows / pieces; row++)
                        row(row / c.height().places(), row % c.height().places(), at);
                });
        for (int i = 1; i < pieces; i++)
            Sums.add(sums.array(), sums.offset() + i * piece(), sums.array(), sums.offset(), piece());
        for (int channel = 0; channel < c.channels(); channel++)
            for (int tap = 0; tap < c.taps(); tap++) {
                int i = channel * c.taps() + tap;
                float slope = pieces == 0 ? 0 : sum(channel, tap);
                dw.set(i, add ? dw.get(i) + slope : slope);
            }
    }

    private float sum(int channel, int tap) {
        int vector = channel / LANES;
        return sums.get((tap * vectors() + vector) * LANES + channel - channel(vector));
    }

    private void row(int image, int row, int to) {
        int atY = (image * c.height().places() + row) * c.width().places();
        for (int ky = 0; ky < c.height().kernel(); ky++) {
            int y = row * c.height().stride() + c.height().start(ky);
            if (y < 0 || y >= c.height().size()) continue;
            int atX = (image * c.height().size() + y) * c.width().size();
            int tap = ky * c.width().kernel();
            for (int i = 0; i < c.width().places(); ) {
                int count = alike(i);
                taps(i, count, atX, atY + i, to + tap * vectors() * LANES);
                i += count;
            }
        }
    }

    /** How many places from here on are seen by the same taps of a row of the kernel. */
    private int alike(int place) {
        int end = c.width().places();
        for (int k = 0; k < c.width().kernel(); k++) {
            if (place < c.width().first(k)) end = Math.min(end, c.width().first(k));
            else if (place < c.width().end(k)) end = Math.min(end, c.width().end(k));
        }
        return end - place;
    }

    private void taps(int place, int count, int atX, int atY, int to) {
        int first = c.width().kernel();
        int last = -1;
        for (int k = 0; k < c.width().kernel(); k++)
            if (c.width().first(k) <= place && place < c.width().end(k)) {
                first = Math.min(first, k);
                last = k;
            }
        int from = atX + place * c.width().stride();
        for (int k = first; k <= last; k += 3)
            three(from, k, Math.min(k + 1, last), Math.min(k + 2, last), count, atY, to);
    }

    private void three(int from, int k0, int k1, int k2, int count, int atY, int to) {
        int channels = c.channels();
        int next = c.width().stride() * channels;
        int x0 = x.offset() + (from + c.width().start(k0)) * channels;
        int x1 = x.offset() + (from + c.width().start(k1)) * channels;
        int x2 = x.offset() + (from + c.width().start(k2)) * channels;
        int tap = vectors() * LANES;
        for (int v = 0; v < vectors(); v += 2) {
            int at = channel(v);
            int slot = v + 1 < vectors() ? LANES : 0;
            int apart = slot == 0 ? 0 : channel(v + 1) - at;
            int sum = to + v * LANES;
            DepthwiseTile.slopes(
                    x.array(),
                    x0 + at,
                    x1 + at,
                    x2 + at,
                    next,
                    dy.array(),
                    dy.offset() + atY * channels + at,
                    channels,
                    count,
                    apart,
                    sums.array(),
                    sum + k0 * tap,
                    sum + k1 * tap,
                    sum + k2 * tap,
                    slot);
        }
    }
}
