package jdl.kernel;

/**
 * Loops over floats. Each default method is the plain loop that every faster version is held to; a
 * faster version overrides it.
 */
public interface Kernels {

    /** What the loops are called in messages and reports: "plain", "vector". */
    String name();

    Workers workers();

    /** {@code c = a · b}. */
    default void multiply(Matrix a, Matrix b, Matrix c) {
        PlainGemm.run(a, b, c, false);
    }

    /** {@code c += a · b}. */
    default void multiplyAdd(Matrix a, Matrix b, Matrix c) {
        PlainGemm.run(a, b, c, true);
    }
}
