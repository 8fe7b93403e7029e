package jdl.kernel.vector;

import jdl.kernel.Matrix;
import jdl.kernel.Workers;

/**
 * The matrix product in tiles. Every element is a sum of chains of fused multiply-adds, each {@link
 * #DEPTH} long, along the reduction axis, wherever its tile lies; so neither the cut into tasks nor
 * which factor is taken for the left one shows in the result.
 */
final class Gemm {

    /** Steps of the reduction axis at a time: so much of a panel stays in the first cache. */
    private static final int DEPTH = 128;

    /** Rows and panels of a task; the rows of the left factor stay in the second cache. */
    private static final int TASK_ROWS = 64;

    private static final int TASK_PANELS = 2;

    /** Multiplications that are worth a second thread. */
    private static final long WORTH_SHARING = 1 << 18;

    /** Below so many rows a panel is not read often enough to be worth packing. */
    private static final int WORTH_PACKING = 64;

    /** Floats of the right factor that are packed at a time. */
    private static final int BLOCK = 1 << 20;

    private final Workers workers;
    private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);

    Gemm(Workers workers) {
        this.workers = workers;
    }

    /** {@code c = a b}, or {@code c += a b}. */
    void run(Matrix a, Matrix b, Matrix c, boolean add) {
        c.requireProductOf(a, b);
        if (c.rows() == 0 || c.columns() == 0) return;
        if (cost(b.transposed(), a.transposed(), c.transposed()) < cost(a, b, c))
            blocks(b.transposed(), a.transposed(), c.transposed(), add);
        else blocks(a, b, c, add);
    }

    /** About how many cycles a product takes: the tiles, the packing, and storing columns. */
    private static long cost(Matrix a, Matrix b, Matrix c) {
        long tiles = (a.rows() - 1L) / Tile.ROWS + 1;
        long panels = Panels.count(b.columns());
        long columns = b.columns();
        long packing = b.columnStride() == 1 ? columns / 16 : 2 * columns;
        long storing = c.columnStride() == 1 ? 0 : 2L * c.rows() * c.columns();
        return (tiles * panels * 2 * Tile.VECTORS + packing) * b.rows() + storing;
    }

    private void blocks(Matrix a, Matrix b, Matrix c, boolean add) {
        int panels = Math.max(TASK_PANELS, BLOCK / Panels.WIDTH / Math.max(1, b.rows()));
        int width = panels * Panels.WIDTH;
        for (int from = 0; from < b.columns(); from += width) {
            int to = Math.min(b.columns(), from + width);
            block(a, columns(b, from, to), columns(c, from, to), add);
        }
    }

    private static Matrix columns(Matrix m, int from, int to) {
        return new Matrix(
                m.array(), m.index(0, from), m.rows(), to - from, m.rowStride(), m.columnStride());
    }

    private void block(Matrix a, Matrix b, Matrix c, boolean add) {
        int count = Panels.count(b.columns());
        boolean inPlace = b.columnStride() == 1 && a.rows() <= WORTH_PACKING;
        float[] buffer = scratch.get().buffer(count * b.rows() * Panels.WIDTH);
        Panels panels = new Panels(b, buffer, inPlace);
        if ((long) c.rows() * c.columns() * b.rows() < WORTH_SHARING) {
            for (int j = 0; j < count; j++) panels.pack(j);
            tiles(a, panels, c, add, 0, 0, c.rows(), count);
            return;
        }
        workers.forEach(count, panels::pack);
        int across = (count - 1) / TASK_PANELS + 1;
        int down = (c.rows() - 1) / TASK_ROWS + 1;
        workers.forEach(
                across * down,
                task -> {
                    int row = task / across * TASK_ROWS;
                    int panel = task % across * TASK_PANELS;
                    int rows = Math.min(TASK_ROWS, c.rows() - row);
                    tiles(
                            a,
                            panels,
                            c,
                            add,
                            row,
                            panel,
                            rows,
                            Math.min(TASK_PANELS, count - panel));
                });
    }

    private void tiles(
            Matrix a, Panels b, Matrix c, boolean add, int row, int panel, int rows, int panels) {
        Scratch s = scratch.get();
        int depth = a.columns();
        int step = c.columnStride() == 1 ? DEPTH : Math.max(1, depth); // a detour is made once
        for (int j = panel; j < panel + panels; j++) {
            int p = 0;
            do {
                int end = Math.min(depth, p + step);
                for (int i = row; i < row + rows; i += Tile.ROWS)
                    tile(a, b, c, add || p > 0, i, j, p, end, s);
                p += step;
            } while (p < depth);
        }
    }

    private static void tile(
            Matrix a, Panels b, Matrix c, boolean add, int i, int j, int p, int end, Scratch s) {
        int rows = Math.min(Tile.ROWS, a.rows() - i);
        int column = j * Panels.WIDTH;
        boolean straight = rows == Tile.ROWS && b.whole(j) && c.columnStride() == 1;
        if (straight) s.target(c, i, column);
        else s.detour();
        if (!add) s.startFromZero();
        else if (!straight) s.load(c, i, column, rows, b.columns(j));
        do {
            s.tile.left(a, i, p);
            s.tile.right(b.array(j), b.at(j, p), b.step(j));
            s.tile.run(b.vectors(j), Math.min(DEPTH, end - p));
            s.continueFromTarget();
            p += DEPTH;
        } while (p < end);
        if (!straight) s.store(c, i, column, rows, b.columns(j));
    }
}
