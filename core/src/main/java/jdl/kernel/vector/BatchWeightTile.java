package jdl.kernel.vector;

import static jdk.incubator.vector.FloatVector.fromArray;
import static jdl.kernel.vector.Tile.LANES;
import static jdl.kernel.vector.Tile.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The slopes of four or five outputs' weights at four taps: sums over places and images, lane by
 * lane. Straight lines, as in {@link BatchTile}.
 */
final class BatchWeightTile {

    static final int TAPS = 4;

    /** Floats of a run: whole vectors. */
    int floats;

    /** Where each output's slopes begin, and the floats that each tap sees. */
    int y0, y1, y2, y3, y4;

    int x0, x1, x2, x3;

    /** Where a tap's floats begin. */
    int x(int tap) {
        return switch (tap) {
            case 0 -> x0;
            case 1 -> x1;
            case 2 -> x2;
            default -> x3;
        };
    }

    /** Where an output's slopes begin. */
    int y(int output) {
        return switch (output) {
            case 0 -> y0;
            case 1 -> y1;
            case 2 -> y2;
            case 3 -> y3;
            default -> y4;
        };
    }

    /** One run, so many floats behind where the first begins. */
    void run(int height, float[] x, float[] y, float[] sums, int to, int skipX, int skipY) {
        if (height == 5) five(this, x, y, sums, to, skipX, skipY);
        else four(this, x, y, sums, to, skipX, skipY);
    }

    private static void five(
            BatchWeightTile t, float[] x, float[] y, float[] sums, int to, int skipX, int skipY) {
        int a0 = t.x0 + skipX;
        int a1 = t.x1 + skipX;
        int a2 = t.x2 + skipX;
        int a3 = t.x3 + skipX;
        int b0 = t.y0 + skipY;
        int b1 = t.y1 + skipY;
        int b2 = t.y2 + skipY;
        int b3 = t.y3 + skipY;
        int b4 = t.y4 + skipY;
        FloatVector s00 = fromArray(SPECIES, sums, to + 0 * LANES);
        FloatVector s01 = fromArray(SPECIES, sums, to + 1 * LANES);
        FloatVector s02 = fromArray(SPECIES, sums, to + 2 * LANES);
        FloatVector s03 = fromArray(SPECIES, sums, to + 3 * LANES);
        FloatVector s10 = fromArray(SPECIES, sums, to + 4 * LANES);
        FloatVector s11 = fromArray(SPECIES, sums, to + 5 * LANES);
        FloatVector s12 = fromArray(SPECIES, sums, to + 6 * LANES);
        FloatVector s13 = fromArray(SPECIES, sums, to + 7 * LANES);
        FloatVector s20 = fromArray(SPECIES, sums, to + 8 * LANES);
        FloatVector s21 = fromArray(SPECIES, sums, to + 9 * LANES);
        FloatVector s22 = fromArray(SPECIES, sums, to + 10 * LANES);
        FloatVector s23 = fromArray(SPECIES, sums, to + 11 * LANES);
        FloatVector s30 = fromArray(SPECIES, sums, to + 12 * LANES);
        FloatVector s31 = fromArray(SPECIES, sums, to + 13 * LANES);
        FloatVector s32 = fromArray(SPECIES, sums, to + 14 * LANES);
        FloatVector s33 = fromArray(SPECIES, sums, to + 15 * LANES);
        FloatVector s40 = fromArray(SPECIES, sums, to + 16 * LANES);
        FloatVector s41 = fromArray(SPECIES, sums, to + 17 * LANES);
        FloatVector s42 = fromArray(SPECIES, sums, to + 18 * LANES);
        FloatVector s43 = fromArray(SPECIES, sums, to + 19 * LANES);
        int end = t.floats;
        for (int i = 0; i < end; i += LANES) {
            FloatVector x0 = fromArray(SPECIES, x, a0 + i);
            FloatVector x1 = fromArray(SPECIES, x, a1 + i);
            FloatVector x2 = fromArray(SPECIES, x, a2 + i);
            FloatVector x3 = fromArray(SPECIES, x, a3 + i);
            FloatVector y0 = fromArray(SPECIES, y, b0 + i);
            s00 = x0.fma(y0, s00);
            s01 = x1.fma(y0, s01);
            s02 = x2.fma(y0, s02);
            s03 = x3.fma(y0, s03);
            FloatVector y1 = fromArray(SPECIES, y, b1 + i);
            s10 = x0.fma(y1, s10);
            s11 = x1.fma(y1, s11);
            s12 = x2.fma(y1, s12);
            s13 = x3.fma(y1, s13);
            FloatVector y2 = fromArray(SPECIES, y, b2 + i);
            s20 = x0.fma(y2, s20);
            s21 = x1.fma(y2, s21);
            s22 = x2.fma(y2, s22);
            s23 = x3.fma(y2, s23);
            FloatVector y3 = fromArray(SPECIES, y, b3 + i);
            s30 = x0.fma(y3, s30);
            s31 = x1.fma(y3, s31);
            s32 = x2.fma(y3, s32);
            s33 = x3.fma(y3, s33);
            FloatVector y4 = fromArray(SPECIES, y, b4 + i);
            s40 = x0.fma(y4, s40);
            s41 = x1.fma(y4, s41);
            s42 = x2.fma(y4, s42);
            s43 = x3.fma(y4, s43);
        }
        s00.intoArray(sums, to + 0 * LANES);
        s01.intoArray(sums, to + 1 * LANES);
        s02.intoArray(sums, to + 2 * LANES);
        s03.intoArray(sums, to + 3 * LANES);
        s10.intoArray(sums, to + 4 * LANES);
        s11.intoArray(sums, to + 5 * LANES);
        s12.intoArray(sums, to + 6 * LANES);
        s13.intoArray(sums, to + 7 * LANES);
        s20.intoArray(sums, to + 8 * LANES);
        s21.intoArray(sums, to + 9 * LANES);
        s22.intoArray(sums, to + 10 * LANES);
        s23.intoArray(sums, to + 11 * LANES);
        s30.intoArray(sums, to + 12 * LANES);
        s31.intoArray(sums, to + 13 * LANES);
        s32.intoArray(sums, to + 14 * LANES);
        s33.intoArray(sums, to + 15 * LANES);
        s40.intoArray(sums, to + 16 * LANES);
        s41.intoArray(sums, to + 17 * LANES);
        s42.intoArray(sums, to + 18 * LANES);
        s43.intoArray(sums, to + 19 * LANES);
    }

    private static void four(
            BatchWeightTile t, float[] x, float[] y, float[] sums, int to, int skipX, int skipY) {
        int a0 = t.x0 + skipX;
        int a1 = t.x1 + skipX;
        int a2 = t.x2 + skipX;
        int a3 = t.x3 + skipX;
        int b0 = t.y0 + skipY;
        int b1 = t.y1 + skipY;
        int b2 = t.y2 + skipY;
        int b3 = t.y3 + skipY;
        FloatVector s00 = fromArray(SPECIES, sums, to + 0 * LANES);
        FloatVector s01 = fromArray(SPECIES, sums, to + 1 * LANES);
        FloatVector s02 = fromArray(SPECIES, sums, to + 2 * LANES);
        FloatVector s03 = fromArray(SPECIES, sums, to + 3 * LANES);
        FloatVector s10 = fromArray(SPECIES, sums, to + 4 * LANES);
        FloatVector s11 = fromArray(SPECIES, sums, to + 5 * LANES);
        FloatVector s12 = fromArray(SPECIES, sums, to + 6 * LANES);
        FloatVector s13 = fromArray(SPECIES, sums, to + 7 * LANES);
        FloatVector s20 = fromArray(SPECIES, sums, to + 8 * LANES);
        FloatVector s21 = fromArray(SPECIES, sums, to + 9 * LANES);
        FloatVector s22 = fromArray(SPECIES, sums, to + 10 * LANES);
        FloatVector s23 = fromArray(SPECIES, sums, to + 11 * LANES);
        FloatVector s30 = fromArray(SPECIES, sums, to + 12 * LANES);
        FloatVector s31 = fromArray(SPECIES, sums, to + 13 * LANES);
        FloatVector s32 = fromArray(SPECIES, sums, to + 14 * LANES);
        FloatVector s33 = fromArray(SPECIES, sums, to + 15 * LANES);
        int end = t.floats;
        for (int i = 0; i < end; i += LANES) {
            FloatVector x0 = fromArray(SPECIES, x, a0 + i);
            FloatVector x1 = fromArray(SPECIES, x, a1 + i);
            FloatVector x2 = fromArray(SPECIES, x, a2 + i);
            FloatVector x3 = fromArray(SPECIES, x, a3 + i);
            FloatVector y0 = fromArray(SPECIES, y, b0 + i);
            s00 = x0.fma(y0, s00);
            s01 = x1.fma(y0, s01);
            s02 = x2.fma(y0, s02);
            s03 = x3.fma(y0, s03);
            FloatVector y1 = fromArray(SPECIES, y, b1 + i);
            s10 = x0.fma(y1, s10);
            s11 = x1.fma(y1, s11);
            s12 = x2.fma(y1, s12);
            s13 = x3.fma(y1, s13);
            FloatVector y2 = fromArray(SPECIES, y, b2 + i);
            s20 = x0.fma(y2, s20);
            s21 = x1.fma(y2, s21);
            s22 = x2.fma(y2, s22);
            s23 = x3.fma(y2, s23);
            FloatVector y3 = fromArray(SPECIES, y, b3 + i);
            s30 = x0.fma(y3, s30);
            s31 = x1.fma(y3, s31);
            s32 = x2.fma(y3, s32);
            s33 = x3.fma(y3, s33);
        }
        s00.intoArray(sums, to + 0 * LANES);
        s01.intoArray(sums, to + 1 * LANES);
        s02.intoArray(sums, to + 2 * LANES);
        s03.intoArray(sums, to + 3 * LANES);
        s10.intoArray(sums, to + 4 * LANES);
        s11.intoArray(sums, to + 5 * LANES);
        s12.intoArray(sums, to + 6 * LANES);
        s13.intoArray(sums, to + 7 * LANES);
        s20.intoArray(sums, to + 8 * LANES);
        s21.intoArray(sums, to + 9 * LANES);
        s22.intoArray(sums, to + 10 * LANES);
        s23.intoArray(sums, to + 11 * LANES);
        s30.intoArray(sums, to + 12 * LANES);
        s31.intoArray(sums, to + 13 * LANES);
        s32.intoArray(sums, to + 14 * LANES);
        s33.intoArray(sums, to + 15 * LANES);
    }
}
