package jdl.kernel.vector;

import static jdl.kernel.vector.Tile.LANES;
import static jdl.kernel.vector.Tile.SPECIES;

import jdk.incubator.vector.FloatVector;

/** The tiles of {@link PixelTile} for few registers or few outputs. */
final class NarrowPixelTile {

    private NarrowPixelTile() {}

    /** 6 rows of 2 vectors. */
    static void sixByTwo(
            float[] a,
            int[] rows,
            int at,
            int[] steps,
            int from,
            int to,
            float[] b,
            int atB,
            float[] sums) {
        int a0 = rows[at + 0];
        int a1 = rows[at + 1];
        int a2 = rows[at + 2];
        int a3 = rows[at + 3];
        int a4 = rows[at + 4];
        int a5 = rows[at + 5];
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector s00 = zero, s01 = zero;
        FloatVector s10 = zero, s11 = zero;
        FloatVector s20 = zero, s21 = zero;
        FloatVector s30 = zero, s31 = zero;
        FloatVector s40 = zero, s41 = zero;
        FloatVector s50 = zero, s51 = zero;
        for (int k = from, j = atB; k < to; k++, j += 2 * LANES) {
            int step = steps[k];
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, j);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, j + LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[a0 + step]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + step]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[a2 + step]);
            s20 = x2.fma(b0, s20);
            s21 = x2.fma(b1, s21);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[a3 + step]);
            s30 = x3.fma(b0, s30);
            s31 = x3.fma(b1, s31);
            FloatVector x4 = FloatVector.broadcast(SPECIES, a[a4 + step]);
            s40 = x4.fma(b0, s40);
            s41 = x4.fma(b1, s41);
            FloatVector x5 = FloatVector.broadcast(SPECIES, a[a5 + step]);
            s50 = x5.fma(b0, s50);
            s51 = x5.fma(b1, s51);
        }
        s00.intoArray(sums, 0);
        s01.intoArray(sums, LANES);
        s10.intoArray(sums, 2 * LANES);
        s11.intoArray(sums, 3 * LANES);
        s20.intoArray(sums, 4 * LANES);
        s21.intoArray(sums, 5 * LANES);
        s30.intoArray(sums, 6 * LANES);
        s31.intoArray(sums, 7 * LANES);
        s40.intoArray(sums, 8 * LANES);
        s41.intoArray(sums, 9 * LANES);
        s50.intoArray(sums, 10 * LANES);
        s51.intoArray(sums, 11 * LANES);
    }

    /** 8 rows of 1 vector. */
    static void eightByOne(
            float[] a,
            int[] rows,
            int at,
            int[] steps,
            int from,
            int to,
            float[] b,
            int atB,
            float[] sums) {
        int a0 = rows[at + 0];
        int a1 = rows[at + 1];
        int a2 = rows[at + 2];
        int a3 = rows[at + 3];
        int a4 = rows[at + 4];
        int a5 = rows[at + 5];
        int a6 = rows[at + 6];
        int a7 = rows[at + 7];
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector s00 = zero;
        FloatVector s10 = zero;
        FloatVector s20 = zero;
        FloatVector s30 = zero;
        FloatVector s40 = zero;
        FloatVector s50 = zero;
        FloatVector s60 = zero;
        FloatVector s70 = zero;
        for (int k = from, j = atB; k < to; k++, j += LANES) {
            int step = steps[k];
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, j);
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[a0 + step]);
            s00 = x0.fma(b0, s00);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + step]);
            s10 = x1.fma(b0, s10);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[a2 + step]);
            s20 = x2.fma(b0, s20);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[a3 + step]);
            s30 = x3.fma(b0, s30);
            FloatVector x4 = FloatVector.broadcast(SPECIES, a[a4 + step]);
            s40 = x4.fma(b0, s40);
            FloatVector x5 = FloatVector.broadcast(SPECIES, a[a5 + step]);
            s50 = x5.fma(b0, s50);
            FloatVector x6 = FloatVector.broadcast(SPECIES, a[a6 + step]);
            s60 = x6.fma(b0, s60);
            FloatVector x7 = FloatVector.broadcast(SPECIES, a[a7 + step]);
            s70 = x7.fma(b0, s70);
        }
        s00.intoArray(sums, 0);
        s10.intoArray(sums, LANES);
        s20.intoArray(sums, 2 * LANES);
        s30.intoArray(sums, 3 * LANES);
        s40.intoArray(sums, 4 * LANES);
        s50.intoArray(sums, 5 * LANES);
        s60.intoArray(sums, 6 * LANES);
        s70.intoArray(sums, 7 * LANES);
    }
}
