package jdl.kernel.vector;

import static jdl.kernel.vector.Tile.LANES;

import java.util.Arrays;
import jdl.kernel.BatchConvolution;
import jdl.kernel.Window;
import jdl.kernel.Workers;
import jdl.tensor.Tensor;

/**
 * What the slopes of a top ask of the weights. A task owns some outputs and taps. Places go by in
 * blocks that stay in the first cache, each lane of a sum on its own; at the end the lanes are
 * summed up in pairs.
 */
final class BatchSlopes {

    /** Floats of a plane of the top that are gone through at a time. */
    private static final int BLOCK = 1024;

    /** Tiles of a task side by side. */
    private static final int TILES = 32;

    private static final int TAPS = BatchWeightTile.TAPS;

    private final BatchConvolution c;
    private final Window.Axis down;
    private final Window.Axis across;
    private final Tensor x;
    private final Tensor dy;
    private final Tensor dw;
    private final ThreadLocal<Workspace> workspace;
    private final int height;
    private final int each;

    /** Whether all taps see as much, so that neighbours share a tile; else channels do. */
    private final boolean alike;

    BatchSlopes(
            BatchConvolution c, Tensor x, Tensor dy, Tensor dw, ThreadLocal<Workspace> workspace) {
        this.c = c;
        this.down = c.window().height();
        this.across = c.window().width();
        this.x = x;
        this.dy = dy;
        this.dw = dw;
        this.workspace = workspace;
        this.each = c.outputs() / c.groups();
        this.height = (each + 4) / 5 * 5 <= (each + 3) / 4 * 4 ? 5 : 4;
        this.alike = alike(down) && alike(across);
    }

    private static boolean alike(Window.Axis axis) {
        for (int k = 0; k < axis.kernel(); k++)
            if (axis.first(k) > 0 || axis.end(k) < axis.places()) return false;
        return true;
    }

    void run(Workers workers) {
        int bands = (each - 1) / height + 1;
        int tiles =
                alike
                        ? (c.channels() * c.taps() - 1) / TAPS + 1
                        : ((c.channels() - 1) / TAPS + 1) * c.taps();
        int parts = (tiles - 1) / TILES + 1;
        workers.forEach(
                c.groups() * bands * parts,
                task -> {
                    int part = task % parts;
                    int band = task / parts % bands;
                    int output = task / parts / bands * each + band * height;
                    int outputs = Math.min(height, each - band * height);
                    int first = tiles * part / parts;
                    int end = tiles * (part + 1) / parts;
                    Work mine = workspace.get().slopes();
                    mine.begin(output, outputs, first, end, height);
                    run(mine);
                });
    }

    /** What a thread is at: the slopes of some outputs at some tiles of taps. */
    static final class Work {

        private final BatchWeightTile tile = new BatchWeightTile();
        private int output;
        private int outputs;
        private int first;
        private int end;
        private float[] sums = {};

        private void begin(int output, int outputs, int first, int end, int height) {
            this.output = output;
            this.outputs = outputs;
            this.first = first;
            this.end = end;
            int floats = (end - first) * height * TAPS * LANES;
            if (sums.length < floats) sums = new float[floats];
            Arrays.fill(sums, 0, floats, 0);
        }
    }

    private void run(Work mine) {
        int batch = c.batch();
        int columns = Math.max(1, Math.min(across.places(), BLOCK / batch));
        boolean whole = columns == across.places() && across.stride() == 1;
        int rows = whole ? Math.max(1, BLOCK / batch / columns) : 1;
        for (int i = 0; i < down.places(); i += rows)
            for (int j = 0; j < across.places(); j += columns)
                for (int t = mine.first; t < mine.end; t++)
                    block(mine, t, i, i + rows, j, j + columns);
        for (int t = mine.first; t < mine.end; t++) finish(mine, t);
    }

    /** Column of a tile: the number of a weight of an output. */
    private int weight(int tile, int column) {
        int last = c.channels() - 1;
        return alike
                ? Math.min(tile * TAPS + column, c.channels() * c.taps() - 1)
                : Math.min(last, tile / c.taps() * TAPS + column) * c.taps() + tile % c.taps();
    }

    private boolean counts(int tile, int column) {
        return column == 0 || weight(tile, column) > weight(tile, column - 1);
    }

    private void block(Work mine, int t, int top, int bottom, int left, int right) {
        int tap = weight(t, 0) % c.taps();
        int ky = tap / across.kernel();
        int kx = tap % across.kernel();
        int row = Math.max(top, down.first(ky));
        int column = Math.max(left, across.first(kx));
        int rows = Math.min(bottom, down.end(ky)) - row;
        int columns = Math.min(right, across.end(kx)) - column;
        if (rows <= 0 || columns <= 0) return;
        place(mine, t, row, column);
        if (across.stride() == 1) {
            int line = down.stride() * across.size() * c.batch();
            runs(mine, t, rows, columns * c.batch(), across.places() * c.batch(), line);
        } else runs(mine, t, columns, c.batch(), c.batch(), across.stride() * c.batch());
    }

    private void place(Work mine, int t, int row, int column) {
        BatchWeightTile tile = mine.tile;
        int plane = c.window().places() * c.batch();
        int y = dy.offset() + (row * across.places() + column) * c.batch();
        int last = mine.output + mine.outputs - 1;
        tile.y0 = y + mine.output * plane;
        tile.y1 = y + Math.min(last, mine.output + 1) * plane;
        tile.y2 = y + Math.min(last, mine.output + 2) * plane;
        tile.y3 = y + Math.min(last, mine.output + 3) * plane;
        tile.y4 = y + Math.min(last, mine.output + 4) * plane;
        tile.x0 = seen(mine, weight(t, 0), row, column);
        tile.x1 = seen(mine, weight(t, 1), row, column);
        tile.x2 = seen(mine, weight(t, 2), row, column);
        tile.x3 = seen(mine, weight(t, 3), row, column);
    }

    private int seen(Work mine, int weight, int row, int column) {
        int channel = mine.output / each * c.channels() + weight / c.taps();
        int tap = weight % c.taps();
        int line = row * down.stride() + down.start(tap / across.kernel());
        int place = column * across.stride() + across.start(tap % across.kernel());
        int lines = channel * down.size() + line;
        return x.offset() + (lines * across.size() + place) * c.batch();
    }

    private void runs(Work mine, int t, int runs, int floats, int yStep, int xStep) {
        int to = (t - mine.first) * height * TAPS * LANES;
        int whole = floats / LANES * LANES;
        mine.tile.floats = whole;
        for (int i = 0; i < runs && whole > 0; i++)
            mine.tile.run(height, x.array(), dy.array(), mine.sums, to, i * xStep, i * yStep);
        if (floats == whole) return;
        for (int i = 0; i < runs; i++) rest(mine, to, whole, floats, i * yStep, i * xStep);
    }

    /** What is less than a vector. */
    private void rest(Work mine, int to, int from, int end, int y, int x) {
        for (int i = 0; i < mine.outputs; i++)
            for (int j = 0; j < TAPS; j++)
                for (int k = from; k < end; k++)
                    mine.sums[to + (i * TAPS + j) * LANES + k - from] +=
                            this.x.array()[mine.tile.x(j) + x + k]
                                    * dy.array()[mine.tile.y(i) + y + k];
    }

    private void finish(Work mine, int t) {
        int row = c.channels() * c.taps();
        for (int i = 0; i < mine.outputs; i++)
            for (int j = 0; j < TAPS; j++) {
                if (!counts(t, j)) continue;
                int at = dw.offset() + (mine.output + i) * row + weight(t, j);
                int sum = (((t - mine.first) * height + i) * TAPS + j) * LANES;
                for (int half = LANES / 2; half > 0; half /= 2)
                    for (int k = sum; k < sum + half; k++) mine.sums[k] += mine.sums[k + half];
                dw.array()[at] += mine.sums[sum];
            }
    }
}
