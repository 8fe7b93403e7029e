package jdl.kernel;

/** The matrix product as the textbook has it. */
final class PlainGemm {

    private PlainGemm() {}

    static void run(Matrix a, Matrix b, Matrix c, boolean add) {
        c.requireProductOf(a, b);
        for (int i = 0; i < c.rows(); i++) {
            for (int j = 0; j < c.columns(); j++) {
                float sum = 0;
                for (int p = 0; p < a.columns(); p++)
                    sum += a.array()[a.index(i, p)] * b.array()[b.index(p, j)];
                int at = c.index(i, j);
                c.array()[at] = add ? c.array()[at] + sum : sum;
            }
        }
    }
}
