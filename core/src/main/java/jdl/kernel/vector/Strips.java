package jdl.kernel.vector;

import jdl.kernel.Matrix;

/**
 * The left factor of a product, cut into strips of rows. It is read where it lies if the numbers of
 * a row lie together; otherwise it is transposed first.
 */
final class Strips {

    /** Rows of a strip. */
    private static final int ROWS = 64;

    private final Matrix a;
    private final float[] buffer;
    private final boolean packed;

    Strips(Matrix a, float[] buffer) {
        this.a = a;
        this.buffer = buffer;
        this.packed = packed(a);
    }

    static boolean packed(Matrix a) {
        return a.columnStride() != 1;
    }

    /** How many strips there are to be packed. */
    int count() {
        return packed ? (a.rows() - 1) / ROWS + 1 : 0;
    }

    void pack(int strip) {
        int row = strip * ROWS;
        int rows = Math.min(ROWS, a.rows() - row);
        Transposed.copy(
                a.array(),
                a.index(row, 0),
                a.columnStride(),
                a.columns(),
                rows,
                buffer,
                row * a.columns(),
                a.columns());
    }

    float[] array() {
        return packed ? buffer : a.array();
    }

    int at(int row, int column) {
        return packed ? row * a.columns() + column : a.index(row, column);
    }

    int step() {
        return packed ? a.columns() : a.rowStride();
    }
}
