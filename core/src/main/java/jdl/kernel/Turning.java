package jdl.kernel;

import jdl.tensor.Layout;
import jdl.tensor.Tensor;

/** Matrices transposed in square tiles, so that each line of the cache is used whole. */
final class Turning {

    private static final int TILE = 16;

    private Turning() {}

    static void run(Workers workers, Layout.Turn turn, Tensor x, Tensor y, boolean add) {
        int down = (turn.rows() - 1) / TILE + 1;
        int across = (turn.columns() - 1) / TILE + 1;
        int tilesOfATask = Math.max(1, Kernels.STRIP / (TILE * TILE));
        if (turn.rows() == 0 || turn.columns() == 0) return;
        workers.forStrips(
                turn.matrices() * down * across,
                tilesOfATask,
                (from, to) -> {
                    for (int tile = from; tile < to; tile++) {
                        int matrix = tile / (down * across);
                        int row = tile / across % down * TILE;
                        tile(turn, matrix, row, tile % across * TILE, x, y, add);
                    }
                });
    }

    private static void tile(
            Layout.Turn turn, int matrix, int row, int column, Tensor x, Tensor y, boolean add) {
        int rows = Math.min(TILE, turn.rows() - row);
        int columns = Math.min(TILE, turn.columns() - column);
        int size = matrix * turn.rows() * turn.columns();
        int from = x.offset() + size + row * turn.columns() + column;
        int to = y.offset() + size + column * turn.rows() + row;
        for (int j = 0; j < columns; j++) {
            int at = to + j * turn.rows();
            if (add) add(x.array(), from + j, turn.columns(), y.array(), at, rows);
            else copy(x.array(), from + j, turn.columns(), y.array(), at, rows);
        }
    }

    private static void copy(float[] x, int from, int step, float[] y, int to, int count) {
        for (int i = 0; i < count; i++) y[to + i] = x[from + i * step];
    }

    private static void add(float[] x, int from, int step, float[] y, int to, int count) {
        for (int i = 0; i < count; i++) y[to + i] += x[from + i * step];
    }
}
