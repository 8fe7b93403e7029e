package jdl.kernel.vector;

import static jdk.incubator.vector.FloatVector.fromArray;
import static jdl.kernel.vector.Tile.LANES;
import static jdl.kernel.vector.Tile.SPECIES;

import java.util.Arrays;
import jdl.kernel.Convolution;
import jdl.kernel.Sweep;
import jdl.kernel.Workers;
import jdl.tensor.Tensor;

/**
 * What a top's gradient asks of the weights, over images whose channels lie last: tiles of
 * neighbouring floats of the bottom by outputs, summed along the pixels. Small gradients are summed
 * piece by piece of the batch, and the pieces in their order; of large ones each task has some
 * tiles.
 */
final class WeightGradient {

    /** Pieces of a batch, or shares of the tiles: fixed, so that sums do not depend on threads. */
    private static final int PIECES = 16;

    /** Floats of a gradient of which pieces are worth their memory. */
    private static final int SMALL = 1 << 16;

    /** Floats of bottom and top that a chunk of pixels holds about: in the second cache. */
    private static final int CHUNK = 1 << 16;

    /** Channels that are brought back at a time. */
    private static final int CHANNELS = 8;

    private static final int ROWS = LANES < 16 ? 6 : 12;

    private final Convolution c;
    private final ThreadLocal<Workspace> workspace;
    private final boolean inside;
    private final int panelWidth;
    private final int panels;
    private final int depth;
    private final int blocksOfRun;
    private final int runs;
    private final int run;
    private final int pixelStep;
    private final int rowStep;
    private final int imageStep;
    private final int[] runSteps;
    private final int chunk;

    WeightGradient(Convolution c, ThreadLocal<Workspace> workspace) {
        this.c = c;
        this.workspace = workspace;
        Sweep height = Sweep.up(c.height());
        Sweep width = Sweep.up(c.width());
        boolean joined = c.width().dilation() == 1 && c.groups() == 1;
        run = joined ? c.width().kernel() * c.seen() : c.seen();
        inside = height.isInside() && width.isInside() && run >= ROWS;
        panelWidth = c.made() <= LANES ? LANES : 2 * LANES;
        panels = (c.made() - 1) / panelWidth + 1;
        depth = c.taps() * c.seen();
        pixelStep = c.channels();
        rowStep = (inside ? c.width().size() : width.extent(width.count())) * pixelStep;
        imageStep = (inside ? c.height().size() : height.extent(height.count())) * rowStep;
        runs = depth / run;
        blocksOfRun = (run - 1) / ROWS + 1;
        runSteps = new int[runs];
        for (int r = 0; r < runs; r++) {
            int ky = joined ? r : r / c.width().kernel();
            int kx = joined ? 0 : r % c.width().kernel();
            runSteps[r] =
                    ky * c.height().dilation() * rowStep + kx * c.width().dilation() * pixelStep;
        }
        chunk = Math.max(16, CHUNK / (c.channels() * c.width().stride() + panelWidth));
    }

    private int size() {
        return c.groups() * depth * panels * panelWidth;
    }

    /** {@code dw =} or {@code +=} the gradient. */
    void run(Workers workers, Tensor x, Tensor dy, Tensor dw, boolean add) {
        int pixels = c.images() * c.places();
        boolean pieces = size() <= SMALL;
        int count = pieces ? Math.min(PIECES, (pixels - 1) / chunk + 1) : 1;
        float[] whole =
                workspace
                        .get()
                        .whole(count * size() + (inside ? 0 : c.images() * imageStep + ROWS));
        int padded = count * size();
        float[] source = inside ? x.array() : whole;
        int at = inside ? x.offset() + originOffset() : padded;
        if (!inside) workers.forEach(c.images(), n -> pad(x, n, whole, padded + n * imageStep));
        int tiles = c.groups() * panels * runs * blocksOfRun;
        if (pieces)
            workers.forEach(
                    count,
                    i -> {
                        int from = (int) ((long) pixels * i / count);
                        int to = (int) ((long) pixels * (i + 1) / count);
                        share(source, at, dy, whole, i * size(), from, to, 0, tiles);
                    });
        else {
            int shares = Math.min(PIECES, tiles);
            workers.forEach(
                    shares,
                    i -> {
                        int from = (int) ((long) tiles * i / shares);
                        int to = (int) ((long) tiles * (i + 1) / shares);
                        share(source, at, dy, whole, 0, 0, pixels, from, to);
                    });
        }
        workers.forStrips(
                c.outputs(),
                Math.max(LANES, (1 << 14) / depth),
                (from, to) -> unpack(whole, count, dw, from, to, add));
    }

    private int originOffset() {
        return -(c.height().pad() * c.width().size() + c.width().pad()) * c.channels();
    }

    /** Copies an image with zeros around it. */
    private void pad(Tensor x, int image, float[] into, int to) {
        int row = c.width().size() * c.channels();
        int rows = imageStep / rowStep;
        int left = c.width().pad() * c.channels();
        int kept = Math.min(row, rowStep - left);
        Arrays.fill(into, to, to + imageStep, 0);
        if (kept <= 0) return;
        int from = x.offset() + image * c.height().size() * row;
        for (int r = c.height().pad();
                r < Math.min(rows, c.height().pad() + c.height().size());
                r++)
            System.arraycopy(
                    x.array(),
                    from + (r - c.height().pad()) * row,
                    into,
                    to + r * rowStep + left,
                    kept);
    }

    /** Some tiles over some pixels; tiles are counted block by block, then panel by panel. */
    private void share(
            float[] x,
            int at,
            Tensor dy,
            float[] sums,
            int to,
            int firstPixel,
            int lastPixel,
            int first,
            int last) {
        Workspace mine = workspace.get();
        int blocks = runs * blocksOfRun;
        for (int tile = first; tile < last; tile++) clear(sums, to, tile);
        float[] top = mine.panel(chunk * panelWidth);
        int[] places = mine.places(chunk);
        for (int from = firstPixel; from < lastPixel; from += chunk) {
            int count = Math.min(chunk, lastPixel - from);
            for (int i = 0; i < count; i++) places[i] = place(from + i);
            for (int tile = first; tile < last; tile++) {
                int panel = tile / blocks;
                if (tile == first || tile % blocks == 0) copyTop(dy, panel, from, count, top);
                tile(
                        x,
                        at + panel / panels * c.seen(),
                        places,
                        count,
                        top,
                        tile,
                        sums,
                        to,
                        mine.sums());
            }
        }
    }

    private int place(int pixel) {
        int image = pixel / c.places();
        int row = pixel % c.places() / c.width().places();
        int column = pixel % c.width().places();
        return image * imageStep
                + row * c.height().stride() * rowStep
                + column * c.width().stride() * pixelStep;
    }

    private void copyTop(Tensor dy, int panel, int from, int count, float[] top) {
        int first = panel % panels * panelWidth;
        int size = Math.min(panelWidth, c.made() - first);
        int at = dy.offset() + from * c.outputs() + panel / panels * c.made() + first;
        for (int i = 0; i < count; i++) {
            System.arraycopy(dy.array(), at + i * c.outputs(), top, i * panelWidth, size);
            Arrays.fill(top, i * panelWidth + size, (i + 1) * panelWidth, 0);
        }
    }

    /**
     * The last block of a run begins early enough to end with it; a short run is read beyond its
     * end, in a copy that has room there.
     */
    private int start(int block) {
        return Math.max(0, Math.min(block % blocksOfRun * ROWS, run - ROWS));
    }

    private void clear(float[] sums, int to, int tile) {
        int block = tile % (runs * blocksOfRun);
        int from =
                row(
                        tile / (runs * blocksOfRun),
                        block / blocksOfRun * run + block % blocksOfRun * ROWS);
        int rows = Math.min(ROWS, run - block % blocksOfRun * ROWS);
        Arrays.fill(sums, to + from, to + from + rows * panelWidth, 0);
    }

    /** Where the sums of a step of the reduction lie. */
    private int row(int panel, int step) {
        return (panel * depth + step) * panelWidth;
    }

    private void tile(
            float[] x,
            int at,
            int[] places,
            int count,
            float[] top,
            int tile,
            float[] sums,
            int to,
            float[] found) {
        int block = tile % (runs * blocksOfRun);
        int begin = block % blocksOfRun * ROWS;
        int rows = Math.min(ROWS, run - begin);
        int start = start(block);
        int from = at + runSteps[block / blocksOfRun] + start;
        if (panelWidth == LANES)
            WeightTile.twelveByOne(x, from, places, 0, count, top, 0, panelWidth, found);
        else if (LANES < 16)
            WeightTile.sixByTwo(x, from, places, 0, count, top, 0, panelWidth, found);
        else WeightTile.twelveByTwo(x, from, places, 0, count, top, 0, panelWidth, found);
        int skip = begin - start;
        int into = to + row(tile / (runs * blocksOfRun), block / blocksOfRun * run + begin);
        add(found, skip * panelWidth, sums, into, rows * panelWidth);
    }

    private static void add(float[] from, int at, float[] to, int start, int size) {
        for (int i = 0; i < size; i += LANES)
            fromArray(SPECIES, to, start + i)
                    .add(fromArray(SPECIES, from, at + i))
                    .intoArray(to, start + i);
    }

    /**
     * The sums of some outputs, piece by piece, as weights lie in files: some channels at a time.
     */
    private void unpack(float[] sums, int pieces, Tensor dw, int first, int last, boolean add) {
        for (int i = 0; i < c.seen(); i += CHANNELS)
            for (int o = first; o < last; o++)
                for (int j = i; j < Math.min(c.seen(), i + CHANNELS); j++)
                    kernel(sums, pieces, dw, o, j, add);
    }

    /** The kernel between a channel and an output. */
    private void kernel(float[] sums, int pieces, Tensor dw, int output, int channel, boolean add) {
        int panel = output / c.made() * panels + output % c.made() / panelWidth;
        int from = row(panel, channel) + output % c.made() % panelWidth;
        int to = dw.offset() + output * depth + channel * c.taps();
        for (int tap = 0; tap < c.taps(); tap++, from += c.seen() * panelWidth) {
            float sum = sums[from];
            for (int piece = 1; piece < pieces; piece++) sum += sums[piece * size() + from];
            dw.array()[to + tap] = add ? dw.array()[to + tap] + sum : sum;
        }
    }
}
