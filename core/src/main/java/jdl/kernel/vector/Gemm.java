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

    /** Floats of a factor that are packed at a time. */
    private static final int BLOCK = 1 << 20;

    private final Workers workers;
    private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);
    private final ThreadLocal<Product> products = ThreadLocal.withInitial(Product::new);

    Gemm(Workers workers) {
        this.workers = workers;
    }

    /** {@code c = a b}, or {@code c += a b}. */
    void run(Matrix a, Matrix b, Matrix c, boolean add) {
        c.requireProductOf(a, b);
        if (c.rows() == 0 || c.columns() == 0) return;
        Product mine = products.get();
        if (turns(a, b, c)) mine.seeTurned(a, b, c);
        else mine.see(a, b, c);
        mine.run(add);
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

    private static int depthOfBlock(int rows) {
        return Math.max(1, BLOCK / rows / Blocking.DEPTH) * Blocking.DEPTH;
    }

    /** The product that a thread asked for last. */
    private final class Product {

        private final View a = new View();
        private final View b = new View();
        private final View c = new View();
        private final Blocking blocking = new Blocking(scratch);

        void see(Matrix left, Matrix right, Matrix product) {
            a.see(left);
            b.see(right);
            c.see(product);
        }

        /** The same product of the transposed factors, the other way about. */
        void seeTurned(Matrix left, Matrix right, Matrix product) {
            a.seeTurned(right);
            b.seeTurned(left);
            c.seeTurned(product);
        }

        /**
         * Blocks of the right factor's columns, and of the reduction axis if the left is packed.
         */
        void run(boolean add) {
            int depth = Math.max(1, a.columns());
            if (Strips.packed(a)) depth = Math.min(depth, depthOfBlock(a.rows()));
            int width = Math.max(2, BLOCK / Tile.WIDTH / depth) * Tile.WIDTH;
            int p = 0;
            do {
                int steps = Math.min(depth, a.columns() - p);
                for (int from = 0; from < c.columns(); from += width)
                    block(p, steps, from, Math.min(width, c.columns() - from), add || p > 0);
                p += depth;
            } while (p < a.columns());
        }

        private void block(int step, int steps, int column, int columns, boolean add) {
            blocking.begin(a, b, c, step, steps, column, columns, add);
            if ((long) c.rows() * columns * steps < WORTH_SHARING) blocking.run();
            else blocking.run(workers);
        }
    }
}
