package jdl.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import jdl.tensor.Dice;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** A product of random matrices that lie somewhere within a larger array, a gap after each row. */
record Product(Matrix a, Matrix b, Matrix c) {

    private static final int GAP = 3;
    private static final int OFFSET = 5;

    /** Bits 0, 1 and 2 of {@code transposed} say which of a, b and c lie in columns. */
    static Product of(int m, int n, int k, int transposed) {
        return new Product(
                random(m, k, (transposed & 1) != 0),
                random(k, n, (transposed & 2) != 0),
                random(m, n, (transposed & 4) != 0));
    }

    /** These rows and columns of the product, within the same arrays. */
    Product part(int row, int rowEnd, int column, int columnEnd) {
        return new Product(
                part(a, row, rowEnd, 0, a.columns()),
                part(b, 0, b.rows(), column, columnEnd),
                part(c, row, rowEnd, column, columnEnd));
    }

    private static Matrix part(Matrix m, int row, int rowEnd, int column, int columnEnd) {
        return new Matrix(
                m.array(),
                m.index(row, column),
                rowEnd - row,
                columnEnd - column,
                m.rowStride(),
                m.columnStride());
    }

    private static Matrix random(int rows, int columns, boolean transposed) {
        return transposed ? random(columns, rows).transposed() : random(rows, columns);
    }

    private static Matrix random(int rows, int columns) {
        int stride = columns + GAP;
        Tensor floats = random(OFFSET + rows * stride + OFFSET);
        return new Matrix(floats.array(), OFFSET, rows, columns, stride, 1);
    }

    static Tensor random(int size) {
        Dice dice = Dice.of(size, 7);
        Tensor floats = Tensor.zeros(Shape.of(size));
        for (int i = 0; i < size; i++) floats.set(i, dice.uniform(-1, 1));
        return floats;
    }

    /** What {@code c}'s whole array holds after the product, gaps and all. */
    float[] run(Kernels kernels, boolean add) {
        float[] array = c.array().clone();
        Matrix into =
                new Matrix(
                        array, c.offset(), c.rows(), c.columns(), c.rowStride(), c.columnStride());
        if (add) kernels.multiplyAdd(a, b, into);
        else kernels.multiply(a, b, into);
        return array;
    }

    void agrees(Kernels kernels, boolean add) {
        float[] expected = run(Kernels.plain(Workers.single()), add);
        float[] actual = run(kernels, add);
        double tolerance = 1e-5 * Math.sqrt(a.columns()); // of sums of products below 1
        for (int i = 0; i < expected.length; i++)
            if (!(Math.abs(actual[i] - expected[i]) <= tolerance))
                assertThat(actual[i])
                        .as("%s of %s by %s, add %s, float %d", c, a, b, add, i)
                        .isEqualTo(expected[i]);
    }
}
