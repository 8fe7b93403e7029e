package jdl.kernel.vector;

import jdl.kernel.Matrix;
import jdl.kernel.Workers;

/**
 * The matrix product in tiles. Every element is one chain of fused multiply-adds along the
 * reduction axis, begun with zero or with what is added to; so neither the cut into tasks nor the
 * place of a tile shows in the result. See docs/kernels/gemm.md.
 */
final class Gemm {

    /** Multiplications that are worth a second thread. */
    private static final long WORTH_SHARING = 1 << 18;

    /** Up to so many rows a panel is not read often enough to be worth packing. */
    private static final int WORTH_PACKING = 16;

    /** Floats of a factor that are packed at a time. */
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
        if (turns(a, b, c)) blocks(b.transposed(), a.transposed(), c.transposed(), add);
        else blocks(a, b, c, add);
    }

    /** Whether the product of the transposed factors, the other way about, is cheaper. */
    private static boolean turns(Matrix a, Matrix b, Matrix c) {
        int m = c.rows();
        int n = c.columns();
        int k = a.columns();
        long asGiven = cost(m, n, k, a.columnStride(), b.columnStride(), c.columnStride());
        return cost(n, m, k, b.rowStride(), a.rowStride(), c.rowStride()) < asGiven;
    }

    /**
     * About how many quarters of a cycle a product takes: tiles, packing, storing columns.
     *
     * @param a how far neighbours in a row lie apart, in the left factor
     * @param b in the right one
     * @param c in the product
     */
    private static long cost(long m, long n, long k, int a, int b, int c) {
        long rows = m <= 4 ? 4 : (m + 1) / 2 * 2;
        long vectors = (n - 1) / Tile.LANES + 1;
        long tiles = rows * (vectors == 1 ? 3 : vectors * 2) * k;
        long left = a != 1 ? 3 * m * k : 0;
        long right = b == 1 ? n * k / 2 : 3 * n * k;
        long storing = c == 1 ? 0 : 4 * m * n;
        return tiles + left + right + storing;
    }

    /** Blocks of the right factor's columns, and of the reduction axis if the left is packed. */
    private void blocks(Matrix a, Matrix b, Matrix c, boolean add) {
        int depth = Math.max(1, a.columns());
        if (Strips.packed(a)) depth = Math.min(depth, depthOfBlock(a.rows()));
        int width = Math.max(2, BLOCK / Tile.WIDTH / depth) * Tile.WIDTH;
        int p = 0;
        do {
            int end = Math.min(a.columns(), p + depth);
            Matrix left = part(a, 0, a.rows(), p, end);
            for (int from = 0; from < c.columns(); from += width) {
                int to = Math.min(c.columns(), from + width);
                Matrix right = part(b, p, end, from, to);
                block(left, right, part(c, 0, c.rows(), from, to), add || p > 0);
            }
            p += depth;
        } while (p < a.columns());
    }

    private static int depthOfBlock(int rows) {
        return Math.max(1, BLOCK / rows / Blocking.DEPTH) * Blocking.DEPTH;
    }

    private static Matrix part(Matrix m, int row, int rowEnd, int column, int columnEnd) {
        if (rowEnd - row == m.rows() && columnEnd - column == m.columns()) return m;
        return new Matrix(
                m.array(),
                m.index(row, column),
                rowEnd - row,
                columnEnd - column,
                m.rowStride(),
                m.columnStride());
    }

    private void block(Matrix a, Matrix b, Matrix c, boolean add) {
        Scratch mine = scratch.get();
        int count = Panels.count(b.columns());
        boolean inPlace = b.columnStride() == 1 && a.rows() <= WORTH_PACKING;
        Panels right = new Panels(b, mine.right(count * b.rows() * Tile.WIDTH), inPlace);
        Strips left = new Strips(a, mine.left(Strips.packed(a) ? a.rows() * a.columns() : 0));
        Blocking blocking = new Blocking(left, right, c, a.columns(), add);
        int packing = left.count() + count;
        if ((long) c.rows() * c.columns() * b.rows() < WORTH_SHARING) {
            for (int i = 0; i < packing; i++) blocking.pack(i);
            for (int i = 0; i < blocking.tasks(); i++) blocking.run(i, mine);
        } else {
            workers.forEach(packing, blocking::pack);
            workers.forEach(blocking.tasks(), i -> blocking.run(i, scratch.get()));
        }
    }
}
