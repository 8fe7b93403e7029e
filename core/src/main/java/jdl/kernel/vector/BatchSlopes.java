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
                    new Work(workspace.get(), output, outputs, first, end).run();
                });
    }

    /** The slopes of some outputs at some tiles of taps. */
    private final class Work {

        private final BatchWeightTile tile;
        private final int output;
        private final int outputs;
        private final int first;
        private final int end;
        private final float[] sums;

        Work(Workspace mine, int output, int outputs, int first, int end) {
            this.output = output;
            this.outputs = outputs;
            this.first = first;
            this.end = end;
            this.tile = mine.batchWeightTile();
            int floats = (end - first) * height * TAPS * LANES;
            this.sums = mine.panel(floats);
            Arrays.fill(sums, 0, floats, 0);
        }

        void run() {
            int batch = c.batch();
            int columns = Math.max(1, Math.min(across.places(), BLOCK / batch));
            boolean whole = columns == across.places() && across.stride() == 1;
            int rows = whole ? Math.max(1, BLOCK / batch / columns) : 1;
            for (int i = 0; i < down.places(); i += rows)
                for (int j = 0; j < across.places(); j += columns)
                    for (int t = first; t < end; t++) block(t, i, i + rows, j, j + columns);
            for (int t = first; t < end; t++) finish(t);
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

        private void block(int t, int top, int bottom, int left, int right) {
            int tap = weight(t, 0) % c.taps();
            int ky = tap / across.kernel();
            int kx = tap % across.kernel();
            int row = Math.max(top, down.first(ky));
            int column = Math.max(left, across.first(kx));
            int rows = Math.min(bottom, down.end(ky)) - row;
            int columns = Math.min(right, across.end(kx)) - column;
            if (rows <= 0 || columns <= 0) return;
            place(t, row, column);
            if (across.stride() == 1) {
                int line = down.stride() * across.size() * c.batch();
                runs(t, rows, columns * c.batch(), across.places() * c.batch(), line);
            } else runs(t, columns, c.batch(), c.batch(), across.stride() * c.batch());
        }

        private void place(int t, int row, int column) {
            int plane = c.window().places() * c.batch();
            int y = dy.offset() + (row * across.places() + column) * c.batch();
            int last = output + outputs - 1;
            tile.y0 = y + output * plane;
            tile.y1 = y + Math.min(last, output + 1) * plane;
            tile.y2 = y + Math.min(last, output + 2) * plane;
            tile.y3 = y + Math.min(last, output + 3) * plane;
            tile.y4 = y + Math.min(last, output + 4) * plane;
            tile.x0 = seen(weight(t, 0), row, column);
            tile.x1 = seen(weight(t, 1), row, column);
            tile.x2 = seen(weight(t, 2), row, column);
            tile.x3 = seen(weight(t, 3), row, column);
        }

        private int seen(int weight, int row, int column) {
            int channel = output / each * c.channels() + weight / c.taps();
            int tap = weight % c.taps();
            int line = row * down.stride() + down.start(tap / across.kernel());
            int place = column * across.stride() + across.start(tap % across.kernel());
            int lines = channel * down.size() + line;
            return x.offset() + (lines * across.size() + place) * c.batch();
        }

        private void runs(int t, int runs, int floats, int yStep, int xStep) {
            int to = (t - first) * height * TAPS * LANES;
            int whole = floats / LANES * LANES;
            tile.floats = whole;
            for (int i = 0; i < runs && whole > 0; i++)
                tile.run(height, x.array(), dy.array(), sums, to, i * xStep, i * yStep);
            if (floats == whole) return;
            for (int i = 0; i < runs; i++) rest(to, whole, floats, i * yStep, i * xStep);
        }

        /** What is less than a vector. */
        private void rest(int to, int from, int end, int y, int x) {
            for (int i = 0; i < outputs; i++)
                for (int j = 0; j < TAPS; j++)
                    for (int k = from; k < end; k++)
                        sums[to + (i * TAPS + j) * LANES + k - from] +=
                                BatchSlopes.this.x.array()[tile.x(j) + x + k]
                                        * dy.array()[tile.y(i) + y + k];
        }

        private void finish(int t) {
            int row = c.channels() * c.taps();
            for (int i = 0; i < outputs; i++)
                for (int j = 0; j < TAPS; j++) {
                    if (!counts(t, j)) continue;
                    int at = dw.offset() + (output + i) * row + weight(t, j);
                    int sum = (((t - first) * height + i) * TAPS + j) * LANES;
                    for (int half = LANES / 2; half > 0; half /= 2)
                        for (int k = sum; k < sum + half; k++) sums[k] += sums[k + half];
                    dw.array()[at] += sums[sum];
                }
        }
    }
}
