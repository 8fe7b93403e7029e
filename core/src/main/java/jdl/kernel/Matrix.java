package jdl.kernel;

import jdl.tensor.Tensor;

/**
 * Rows and columns seen in a stretch of floats. Element (i, j) lies at {@code offset + i *
 * rowStride + j * columnStride}; one of the strides is 1.
 */
@SuppressWarnings("ArrayRecordComponent") // a view that is never compared
public record Matrix(
        float[] array, int offset, int rows, int columns, int rowStride, int columnStride) {

    /** The floats of a tensor as a row-major matrix. */
    public static Matrix of(Tensor tensor, int rows, int columns) {
        return at(tensor, 0, rows, columns);
    }

    /** A row-major matrix that begins {@code from} floats into a tensor. */
    public static Matrix at(Tensor tensor, int from, int rows, int columns) {
        return new Matrix(tensor.array(), tensor.offset() + from, rows, columns, columns, 1);
    }

    public Matrix transposed() {
        return new Matrix(array, offset, columns, rows, columnStride, rowStride);
    }

    public int index(int row, int column) {
        return offset + row * rowStride + column * columnStride;
    }

    /** Refuses a product of {@code a} and {@code b} into this matrix that does not fit. */
    public void requireProductOf(Matrix a, Matrix b) {
        if (a.columns != b.rows || a.rows != rows || b.columns != columns)
            throw new IllegalArgumentException(
                    "product of " + a.size() + " and " + b.size() + " into " + size());
    }

    /** Rows and columns, for messages. */
    public String size() {
        return rows + "×" + columns;
    }
}
