package jdl.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every make of kernels is held to: the plain loops, and one result for all threads. */
interface KernelsContract {

    List<Integer> SIZES = List.of(1, 3, 7, 16, 17, 33, 64, 65);

    Kernels open(Workers workers);

    /** By every other size, as it lies and transposed, stored and added. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 16, 17, 33, 64, 65})
    default void theProductAgreesWithThePlainLoop(int m) {
        Kernels kernels = open(Workers.single());
        for (int n : SIZES)
            for (int k : SIZES)
                for (int transposed = 0; transposed < 8; transposed++) {
                    Product product = Product.of(m, n, k, transposed);
                    product.agrees(kernels, false);
                    product.agrees(kernels, true);
                }
    }

    /** Sizes that are cut into blocks and tasks. */
    @ParameterizedTest
    @CsvSource({"130,300,5", "5,300,130", "3,2500,517", "2500,3,517", "70,70,400", "10,500,640"})
    default void aLargeProductAgreesWithThePlainLoop(int m, int n, int k) {
        Kernels kernels = open(Workers.single());
        for (int transposed = 0; transposed < 8; transposed++)
            Product.of(m, n, k, transposed).agrees(kernels, transposed % 2 == 0);
    }

    /** Rows that leave every remainder of the tiles' six and four rows, and of a task's. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 15, 31, 48, 63, 80, 129})
    default void everyNumberOfRowsAgreesWithThePlainLoop(int n) {
        Kernels kernels = open(Workers.single());
        for (int m = 1; m <= 30; m++)
            for (int transposed = 0; transposed < 8; transposed++) {
                Product.of(m, n, 9, transposed).agrees(kernels, false);
                Product.of(m, n, 9, transposed).agrees(kernels, true);
            }
    }

    /** The reduction axis is cut into pieces here; a short one and a long one side by side. */
    @ParameterizedTest
    @ValueSource(ints = {511, 512, 513, 1024, 1025})
    default void aLongReductionAgreesWithThePlainLoop(int k) {
        Kernels kernels = open(Workers.single());
        for (int transposed = 0; transposed < 8; transposed++) {
            Product.of(7, 80, k, transposed).agrees(kernels, false);
            Product.of(80, 7, k, transposed).agrees(kernels, true);
        }
    }

    /** Products of many tasks, with edges. */
    @ParameterizedTest
    @CsvSource({"150,301,270", "98,320,1030", "301,17,600", "16,700,130"})
    default void oneThreadAndManyGiveTheSameBits(int m, int n, int k) {
        for (int transposed = 0; transposed < 8; transposed++) {
            Product product = Product.of(m, n, k, transposed);
            float[] expected = product.run(open(Workers.single()), true);
            for (int threads : new int[] {2, 3, 4})
                try (Workers workers = Workers.of(threads)) {
                    assertThat(product.run(open(workers), true)).isEqualTo(expected);
                }
        }
    }

    /** What an element is does not depend on the rows and columns around it. */
    @Test
    default void aPartOfAProductHasTheBitsOfTheWhole() {
        Product whole = Product.of(101, 150, 530, 0);
        float[] expected = whole.run(open(Workers.single()), true);
        for (int row = 0; row < 95; row += 13) {
            Product part = whole.part(row, row + 6, 7 + row / 2, 90);
            float[] actual = part.run(open(Workers.single()), true);
            for (int i = 0; i < part.c().rows(); i++)
                for (int j = 0; j < part.c().columns(); j++)
                    assertThat(actual[part.c().index(i, j)])
                            .isEqualTo(expected[part.c().index(i, j)]);
        }
    }

    @Test
    default void notANumberStaysWhereItBelongs() {
        Product product = Product.of(6, 70, 9, 0);
        product.a().array()[product.a().index(2, 4)] = Float.NaN;
        float[] c = product.run(open(Workers.single()), false);
        for (int i = 0; i < 6; i++)
            for (int j = 0; j < 70; j++)
                assertThat(Float.isNaN(c[product.c().index(i, j)])).isEqualTo(i == 2);
    }

    @Test
    default void anEmptySumIsZero() {
        Product product = Product.of(5, 33, 0, 0);
        float[] c = product.run(open(Workers.single()), false);
        for (int j = 0; j < 33; j++) assertThat(c[product.c().index(4, j)]).isZero();
    }

    @Test
    default void matricesThatDoNotFitAreRefused() {
        Matrix a = Product.of(2, 3, 4, 0).a();
        Matrix c = Product.of(2, 3, 4, 0).c();
        assertThatThrownBy(() -> open(Workers.single()).multiply(a, a, c))
                .hasMessage("product of 2×4 and 2×4 into 2×3");
    }
}
