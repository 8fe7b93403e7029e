package jdl.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import jdl.kernel.Matrix;

/**
 * Four rows of a product, one, two or four vectors wide, kept in registers while the reduction axis
 * goes by. Each method is one straight line, so that the JIT compiles it whole: it inlines the
 * vectors' own methods always, ours only into a method that has not grown large (C2's {@code
 * NodeCountInliningCutoff}), and what it does not inline turns every vector into an object.
 */
final class Tile {

    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();
    static final int ROWS = 4;

    /** The widest tile for which the registers suffice: 32 of them with 16 lanes, else maybe 16. */
    static final int VECTORS = LANES >= 16 ? 4 : 2;

    static final int WIDTH = VECTORS * LANES;

    /** What {@link #run} leaves: four rows, {@link #WIDTH} apart. */
    private final float[] sums = new float[ROWS * WIDTH];

    /** The factor on the left: where its four rows begin, and the step along them. */
    private float[] a = {};

    private int a0;
    private int a1;
    private int a2;
    private int a3;
    private int aStep;

    /** The factor on the right: where its first row begins, and the step to the next. */
    private float[] b = {};

    private int bAt;
    private int bStep;

    private int depth;

    /** Beyond the last row that row is taken again, and its sums are let go. */
    void left(Matrix m, int row, int column) {
        int last = m.rows() - 1;
        a = m.array();
        a0 = m.index(row, column);
        a1 = m.index(Math.min(last, row + 1), column);
        a2 = m.index(Math.min(last, row + 2), column);
        a3 = m.index(Math.min(last, row + 3), column);
        aStep = m.columnStride();
    }

    void right(float[] array, int at, int step) {
        b = array;
        bAt = at;
        bStep = step;
    }

    /** Goes so many steps along the reduction axis. */
    void run(int vectors, int steps) {
        depth = steps;
        switch (vectors) {
            case 1 -> one(this, a, b);
            case 2 -> two(this, a, b);
            default -> four(this, a, b);
        }
    }

    private static void four(Tile t, float[] a, float[] b) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector s00 = zero, s01 = zero, s02 = zero, s03 = zero;
        FloatVector s10 = zero, s11 = zero, s12 = zero, s13 = zero;
        FloatVector s20 = zero, s21 = zero, s22 = zero, s23 = zero;
        FloatVector s30 = zero, s31 = zero, s32 = zero, s33 = zero;
        for (int p = 0, i = 0, j = t.bAt; p < t.depth; p++, i += t.aStep, j += t.bStep) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, j);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, j + LANES);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, j + 2 * LANES);
            FloatVector b3 = FloatVector.fromArray(SPECIES, b, j + 3 * LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[t.a0 + i]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            s02 = x0.fma(b2, s02);
            s03 = x0.fma(b3, s03);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[t.a1 + i]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            s12 = x1.fma(b2, s12);
            s13 = x1.fma(b3, s13);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[t.a2 + i]);
            s20 = x2.fma(b0, s20);
            s21 = x2.fma(b1, s21);
            s22 = x2.fma(b2, s22);
            s23 = x2.fma(b3, s23);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[t.a3 + i]);
            s30 = x3.fma(b0, s30);
            s31 = x3.fma(b1, s31);
            s32 = x3.fma(b2, s32);
            s33 = x3.fma(b3, s33);
        }
        put(t.sums, 0, s00, s01, s02, s03);
        put(t.sums, 1, s10, s11, s12, s13);
        put(t.sums, 2, s20, s21, s22, s23);
        put(t.sums, 3, s30, s31, s32, s33);
    }

    private static void two(Tile t, float[] a, float[] b) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector s00 = zero, s01 = zero;
        FloatVector s10 = zero, s11 = zero;
        FloatVector s20 = zero, s21 = zero;
        FloatVector s30 = zero, s31 = zero;
        for (int p = 0, i = 0, j = t.bAt; p < t.depth; p++, i += t.aStep, j += t.bStep) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, j);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, j + LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[t.a0 + i]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[t.a1 + i]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[t.a2 + i]);
            s20 = x2.fma(b0, s20);
            s21 = x2.fma(b1, s21);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[t.a3 + i]);
            s30 = x3.fma(b0, s30);
            s31 = x3.fma(b1, s31);
        }
        put(t.sums, 0, s00, s01);
        put(t.sums, 1, s10, s11);
        put(t.sums, 2, s20, s21);
        put(t.sums, 3, s30, s31);
    }

    private static void one(Tile t, float[] a, float[] b) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector s00 = zero, s10 = zero, s20 = zero, s30 = zero;
        for (int p = 0, i = 0, j = t.bAt; p < t.depth; p++, i += t.aStep, j += t.bStep) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, j);
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[t.a0 + i]);
            s00 = x0.fma(b0, s00);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[t.a1 + i]);
            s10 = x1.fma(b0, s10);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[t.a2 + i]);
            s20 = x2.fma(b0, s20);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[t.a3 + i]);
            s30 = x3.fma(b0, s30);
        }
        s00.intoArray(t.sums, 0);
        s10.intoArray(t.sums, WIDTH);
        s20.intoArray(t.sums, 2 * WIDTH);
        s30.intoArray(t.sums, 3 * WIDTH);
    }

    private static void put(
            float[] sums, int row, FloatVector s0, FloatVector s1, FloatVector s2, FloatVector s3) {
        s0.intoArray(sums, row * WIDTH);
        s1.intoArray(sums, row * WIDTH + LANES);
        s2.intoArray(sums, row * WIDTH + 2 * LANES);
        s3.intoArray(sums, row * WIDTH + 3 * LANES);
    }

    private static void put(float[] sums, int row, FloatVector s0, FloatVector s1) {
        s0.intoArray(sums, row * WIDTH);
        s1.intoArray(sums, row * WIDTH + LANES);
    }

    /** {@code c = sums} from an element on, as far as the matrix goes. */
    void store(Matrix c, int row, int column, int columns) {
        int rows = Math.min(ROWS, c.rows() - row);
        if (c.columnStride() != 1) storeAcross(c, row, column, rows, columns);
        else
            for (int i = 0; i < rows; i++)
                System.arraycopy(sums, i * WIDTH, c.array(), c.index(row + i, column), columns);
    }

    /**
     * All rows of a column, then the next: where columns lie 4 KiB apart they share few lines of
     * the first cache, and a line is gone before it would be written again.
     */
    private void storeAcross(Matrix c, int row, int column, int rows, int columns) {
        float[] into = c.array();
        int down = c.rowStride();
        for (int j = 0; j < columns; j++) {
            int to = c.index(row, column + j);
            for (int i = 0; i < rows; i++) into[to + i * down] = sums[i * WIDTH + j];
        }
    }

    /** {@code c += sums} from an element on, as far as the matrix goes. */
    void add(Matrix c, int row, int column, int columns) {
        int rows = Math.min(ROWS, c.rows() - row);
        int done = c.columnStride() == 1 ? SPECIES.loopBound(columns) : 0;
        for (int i = 0; i < rows && done > 0; i++)
            addAlong(c.array(), c.index(row + i, column), i * WIDTH, done);
        addAcross(c, row, column, rows, done, columns);
    }

    private void addAlong(float[] c, int to, int from, int end) {
        for (int j = 0; j < end; j += LANES)
            FloatVector.fromArray(SPECIES, c, to + j)
                    .add(FloatVector.fromArray(SPECIES, sums, from + j))
                    .intoArray(c, to + j);
    }

    /** In the order of {@link #storeAcross}. */
    private void addAcross(Matrix c, int row, int column, int rows, int first, int columns) {
        float[] into = c.array();
        int down = c.rowStride();
        for (int j = first; j < columns; j++) {
            int to = c.index(row, column + j);
            for (int i = 0; i < rows; i++) into[to + i * down] += sums[i * WIDTH + j];
        }
    }
}
