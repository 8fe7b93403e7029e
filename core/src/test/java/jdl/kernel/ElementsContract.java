package jdl.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.BiConsumer;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every make of kernels is held to in loops over elements and rows. */
interface ElementsContract {

    Kernels open(Workers workers);

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 16, 17, 33, 64, 65, 40_000})
    default void elementsAreScaledAndAdded(int size) {
        Kernels kernels = open(Workers.single());
        Tensor x = amidst(size, 1);
        Tensor y = amidst(size, 2);
        float[] before = y.toArray();
        kernels.axpy(0.75f, x, y);
        for (int i = 0; i < size; i++) assertThat(y.get(i)).isEqualTo(before[i] + 0.75f * x.get(i));
        before = x.toArray();
        kernels.scale(-3, x);
        for (int i = 0; i < size; i++) assertThat(x.get(i)).isEqualTo(-3 * before[i]);
        assertUntouched(x);
        assertUntouched(y);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 16, 17, 33, 64, 65, 40_000})
    default void dotIsTheSumOfProducts(int size) {
        Tensor x = amidst(size, 1);
        Tensor y = amidst(size, 2);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < size; i++) {
            sum += (double) x.get(i) * y.get(i);
            squares += (double) x.get(i) * x.get(i);
        }
        Kernels kernels = open(Workers.single());
        assertThat(kernels.dot(x, y)).isCloseTo(sum, within(1e-9));
        assertThat(kernels.sumOfSquares(x)).isCloseTo(squares, within(1e-9));
    }

    /** Same bits as the plain loops, and what the formulas say. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 7, 15, 16, 17, 33, 64, 65, 40_000})
    default void momentsHaveTheBitsOfThePlainLoops(int size) {
        Loops loops = open(Workers.single()).loops();
        float[] x = amidst(size, 1).array();
        float[] y = amidst(size, 2).array();
        double sum = 0;
        double squares = 0;
        double products = 0;
        for (int i = 5; i < 5 + size; i++) {
            sum += x[i];
            squares += (x[i] - 0.75) * (x[i] - 0.75);
            products += y[i] * (x[i] - 0.75);
        }
        assertThat(loops.sum(x, 5, size))
                .isEqualTo(Loops.plain().sum(x, 5, size))
                .isCloseTo(sum, within(1e-9));
        assertThat(loops.squares(x, 5, 0.75f, size))
                .isEqualTo(Loops.plain().squares(x, 5, 0.75f, size))
                .isCloseTo(squares, within(1e-9));
        assertThat(loops.products(y, 5, x, 5, 0.75f, size))
                .isEqualTo(Loops.plain().products(y, 5, x, 5, 0.75f, size))
                .isCloseTo(products, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 16, 17, 33, 64, 65, 40_000})
    default void numbersAreStandardized(int size) {
        Loops loops = open(Workers.single()).loops();
        Tensor x = amidst(size, 1);
        Tensor y = amidst(size, 2);
        Tensor z = amidst(size, 3);
        float[] before = z.toArray();
        loops.addStandardized(
                0.3f, y.array(), 5, x.array(), 5, 0.7f, -1.1f, 0.9f, z.array(), 5, size);
        for (int i = 0; i < size; i++)
            assertThat(z.get(i))
                    .isEqualTo(before[i] + (0.3f * y.get(i) + ((x.get(i) - 0.7f) * -1.1f + 0.9f)));
        loops.standardize(x.array(), 5, 0.7f, 1.3f, -0.2f, y.array(), 5, size);
        for (int i = 0; i < size; i++)
            assertThat(y.get(i)).isEqualTo((x.get(i) - 0.7f) * 1.3f + -0.2f);
        assertUntouched(y);
        assertUntouched(z);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 16, 33, 700})
    default void rowsAndColumnsAreAddedAndSummed(int columns) {
        for (int rows : new int[] {1, 5, 65}) {
            Kernels kernels = open(Workers.single());
            float[] floats = amidst((columns + 2) * rows, 4).toArray();
            Matrix m = new Matrix(floats, 0, rows, columns, columns + 2, 1);
            compare(m, columns, kernels::addToRows, (row, i, j) -> row.get(j));
            compare(m, rows, kernels::addToColumns, (column, i, j) -> column.get(i));
            compare(
                    m,
                    rows,
                    (column, c) -> kernels.addToRows(column, c.transposed()),
                    (column, i, j) -> column.get(i));
            Tensor row = amidst(columns, 5);
            Tensor column = amidst(rows, 6);
            double[] byColumn = doubles(row);
            double[] byRow = doubles(column);
            for (int i = 0; i < rows; i++)
                for (int j = 0; j < columns; j++) {
                    byColumn[j] += floats[m.index(i, j)];
                    byRow[i] += floats[m.index(i, j)];
                }
            kernels.sumRows(m, row);
            kernels.sumColumns(m, column);
            for (int j = 0; j < columns; j++)
                assertThat((double) row.get(j)).isCloseTo(byColumn[j], within(1e-4));
            for (int i = 0; i < rows; i++)
                assertThat((double) column.get(i)).isCloseTo(byRow[i], within(1e-4));
        }
    }

    private static double[] doubles(Tensor x) {
        double[] values = new double[x.size()];
        for (int i = 0; i < values.length; i++) values[i] = x.get(i);
        return values;
    }

    interface Addend {
        float at(Tensor vector, int i, int j);
    }

    private static void compare(
            Matrix m, int size, BiConsumer<Tensor, Matrix> kernel, Addend addend) {
        Tensor vector = amidst(size, 9);
        float[] before = m.array().clone();
        kernel.accept(vector, m);
        for (int i = 0; i < m.rows(); i++)
            for (int j = 0; j < m.rowStride(); j++) {
                int at = m.offset() + i * m.rowStride() + j;
                float add = j < m.columns() ? addend.at(vector, i, j) : 0;
                assertThat(m.array()[at]).isEqualTo(before[at] + add);
            }
    }

    @Test
    default void columnsBentBySlopeZeroAreZeroWhereTheyAreNegative() {
        float[] odd = {-0f, Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, -2, 3};
        ColumnLoops loops = open(Workers.single()).loops();
        for (int width : new int[] {1, 5, 16, 19, 35}) {
            float[] c = new float[3 * width];
            Arrays.fill(c, width, 2 * width, 1);
            float[] x = new float[3 * width];
            float[] expected = new float[3 * width];
            for (int i = 0; i < x.length; i++) {
                x[i] = odd[i % odd.length];
                expected[i] = x[i] > 0 ? x[i] : 0 * x[i] + 0f;
            }
            float[] y = new float[3 * width];
            loops.standardizeColumns(x, 0, 3, width, c, 0, 0, y, 0);
            assertThat(y).containsExactly(expected);
            loops.rectify(x, 0, 0, x.length);
            assertThat(x).containsExactly(expected);
        }
    }

    @Test
    default void manyThreadsGiveTheBitsOfOne() {
        Tensor x = amidst(100_001, 1);
        Tensor y = amidst(100_001, 2);
        Kernels one = open(Workers.single());
        try (Workers workers = Workers.of(3)) {
            Kernels three = open(workers);
            assertThat(three.dot(x, y)).isEqualTo(one.dot(x, y));
            Tensor again = amidst(100_001, 2);
            one.axpy(0.3f, x, y);
            three.axpy(0.3f, x, again);
            assertThat(again.array()).isEqualTo(y.array());
            Matrix m = Matrix.of(x.as(Shape.of(100_001)), 11, 9091);
            Tensor sums = amidst(9091, 3);
            Tensor others = amidst(9091, 3);
            one.sumRows(m, sums);
            three.sumRows(m, others);
            assertThat(others.array()).isEqualTo(sums.array());
        }
    }

    @Test
    default void operandsThatDoNotFitAreRefused() {
        Kernels kernels = open(Workers.single());
        Tensor three = amidst(3, 1);
        Tensor four = amidst(4, 1);
        Matrix m = Matrix.of(amidst(12, 1), 3, 4);
        assertThatThrownBy(() -> kernels.axpy(1, three, four)).hasMessage("3 beside 4");
        assertThatThrownBy(() -> kernels.addToRows(three, m)).hasMessage("3 beside rows of 3×4");
        assertThatThrownBy(() -> kernels.sumColumns(m, four)).hasMessage("4 beside columns of 3×4");
        assertThatThrownBy(() -> kernels.addToColumns(four, m.transposed()))
                .hasMessage("4×3 whose rows do not lie together");
    }

    /** Random floats within a larger array of ones. */
    private static Tensor amidst(int size, int seed) {
        float[] array = new float[size + 40];
        Arrays.fill(array, 1);
        System.arraycopy(Product.random(size + seed).array(), 0, array, 5, size);
        return new Tensor(Shape.of(size), array, 5);
    }

    private static void assertUntouched(Tensor x) {
        for (int i = 0; i < x.array().length; i++)
            if (i < 5 || i >= 5 + x.size()) assertThat(x.array()[i]).isEqualTo(1);
    }
}
