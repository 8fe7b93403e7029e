package jdl.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A few rows of a product, as wide as one, two or four vectors: where its factors and its sums lie.
 * The left factor's rows may begin anywhere; the numbers of each lie together.
 */
final class Tile {

    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();

    /** The widest tile for which the registers suffice: 32 of them with 16 lanes, else maybe 16. */
    static final int VECTORS = LANES >= 16 ? 4 : 2;

    static final int WIDTH = VECTORS * LANES;

    /** Where the rows of the left factor begin. */
    int a0;

    int a1;
    int a2;
    int a3;
    int a4;
    int a5;

    /** Where the right factor begins, and the step to its next row. */
    int b;

    int bStep;

    /** Where the sums lie that are added to, and the step to their next row. */
    int c;

    int cStep;

    /** The length of the reduction axis. */
    int depth;

    /**
     * How many rows to take where so many are left: six or four. Any even number from four on is a
     * sum of these; for others the last tile hangs over by a row or more.
     */
    static int rows(int left) {
        return left <= 4 || left == 7 || left == 8 ? 4 : 6;
    }

    /** Rows at equal steps; beyond {@code rows} of them the last is taken again. */
    void left(int at, int step, int rows) {
        int last = rows - 1;
        a0 = at;
        a1 = at + Math.min(last, 1) * step;
        a2 = at + Math.min(last, 2) * step;
        a3 = at + Math.min(last, 3) * step;
        a4 = at + Math.min(last, 4) * step;
        a5 = at + Math.min(last, 5) * step;
    }

    void right(int at, int step) {
        b = at;
        bStep = step;
    }

    void sums(int at, int step) {
        c = at;
        cStep = step;
    }

    /** {@code c += a b} for so many rows, six or four, and vectors. */
    void run(int rows, int vectors, float[] a, float[] b, float[] c) {
        switch (vectors) {
            case 4 -> wide(rows, a, b, c);
            case 2 -> two(rows, a, b, c);
            default -> one(rows, a, b, c);
        }
    }

    private void wide(int rows, float[] a, float[] b, float[] c) {
        if (rows == 6) WideTiles.six(this, a, b, c);
        else WideTiles.four(this, a, b, c);
    }

    private void two(int rows, float[] a, float[] b, float[] c) {
        if (rows == 6) NarrowTiles.sixByTwo(this, a, b, c);
        else NarrowTiles.fourByTwo(this, a, b, c);
    }

    private void one(int rows, float[] a, float[] b, float[] c) {
        if (rows == 6) NarrowTiles.sixByOne(this, a, b, c);
        else NarrowTiles.fourByOne(this, a, b, c);
    }
}
