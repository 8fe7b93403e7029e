package jdl.kernel;

import jdl.tensor.Layout;
import jdl.tensor.Tensor;

/** Matrices transposed in tiles, so that each line of the cache is used whole. */
final class Turning {

    /** The side of a tile that is square. */
    private static final int SIDE = 16;

    private static final int AREA = SIDE * SIDE;

    private Turning() {}

    static void run(Workers workers, Layout.Turn turn, Tensor x, Tensor y, boolean add) {
        if (turn.rows() == 0 || turn.columns() == 0) return;
        int height = side(turn.rows(), turn.columns());
        int width = side(turn.columns(), turn.rows());
        int down = (turn.rows() - 1) / height + 1;
        int across = (turn.columns() - 1) / width + 1;
        workers.forStrips(
                turn.matrices() * down * across,
                Math.max(1, Kernels.STRIP / AREA),
                (from, to) -> {
                    for (int tile = from; tile < to; tile++) {
                        int matrix = tile / (down * across);
                        int row = tile / across % down * height;
                        int column = tile % across * width;
                        int rows = Math.min(height, turn.rows() - row);
                        int columns = Math.min(width, turn.columns() - column);
                        int first = matrix * turn.rows() * turn.columns();
                        int at = x.offset() + first + row * turn.columns() + column;
                        int into = y.offset() + first + column * turn.rows() + row;
                        tile(turn, rows, columns, x.array(), at, y.array(), into, add);
                    }
                });
    }

    /** A tile is longer along an axis if the other one is short. */
    private static int side(int length, int other) {
        return Math.min(length, other < SIDE ? AREA / other : SIDE);
    }

    /** The inner loop goes along the longer side. */
    private static void tile(
            Layout.Turn turn,
            int rows,
            int columns,
            float[] x,
            int from,
            float[] y,
            int to,
            boolean add) {
        if (rows < columns)
            for (int i = 0; i < rows; i++)
                move(x, from + i * turn.columns(), 1, y, to + i, turn.rows(), columns, add);
        else
            for (int j = 0; j < columns; j++)
                move(x, from + j, turn.columns(), y, to + j * turn.rows(), 1, rows, add);
    }

    private static void move(
            float[] x, int from, int step, float[] y, int to, int stride, int count, boolean add) {
        if (add) for (int i = 0; i < count; i++) y[to + i * stride] += x[from + i * step];
        else for (int i = 0; i < count; i++) y[to + i * stride] = x[from + i * step];
    }
}
