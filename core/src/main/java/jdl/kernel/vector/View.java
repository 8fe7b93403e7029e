package jdl.kernel.vector;

import jdl.kernel.Matrix;

/** A {@link Matrix} that is another one at the next product, so that none is made for it. */
final class View {

    private float[] array = {};
    private int offset;
    private int rows;
    private int columns;
    private int rowStride;
    private int columnStride;

    /** From now on it is this one. */
    void see(Matrix m) {
        see(m.array(), m.offset(), m.rows(), m.columns(), m.rowStride(), m.columnStride());
    }

    /** Likewise, with rows and columns exchanged. */
    void seeTurned(Matrix m) {
        see(
                m.array(),
                m.offset(),
                /* rows= */ m.columns(),
                /* columns= */ m.rows(),
                /* rowStride= */ m.columnStride(),
                /* columnStride= */ m.rowStride());
    }

    /** Likewise, so many rows and columns of another view. */
    void seePart(View whole, int row, int rows, int column, int columns) {
        int at = whole.index(row, column);
        see(whole.array, at, rows, columns, whole.rowStride, whole.columnStride);
    }

    private void see(
            float[] array, int offset, int rows, int columns, int rowStride, int columnStride) {
        this.array = array;
        this.offset = offset;
        this.rows = rows;
        this.columns = columns;
        this.rowStride = rowStride;
        this.columnStride = columnStride;
    }

    float[] array() {
        return array;
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    int rowStride() {
        return rowStride;
    }

    int columnStride() {
        return columnStride;
    }

    int index(int row, int column) {
        return offset + row * rowStride + column * columnStride;
    }
}
