package jdl.kernel.vector;

import static jdl.kernel.vector.Tile.LANES;
import static jdl.kernel.vector.Tile.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Sums of products in registers, pixels by outputs: {@code sums[i] = Σ_k a[rows[at + i] + steps[k]]
 * · b[k]}, where b[k] is some vectors of packed weights. Straight lines, for the reason told at
 * {@link Tile}.
 */
final class PixelTile {

    private PixelTile() {}

    /** 12 rows of 2 vectors. */
    static void twelveByTwo(
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
        int a8 = rows[at + 8];
        int a9 = rows[at + 9];
        int a10 = rows[at + 10];
        int a11 = rows[at + 11];
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector s00 = zero, s01 = zero;
        FloatVector s10 = zero, s11 = zero;
        FloatVector s20 = zero, s21 = zero;
        FloatVector s30 = zero, s31 = zero;
        FloatVector s40 = zero, s41 = zero;
        FloatVector s50 = zero, s51 = zero;
        FloatVector s60 = zero, s61 = zero;
        FloatVector s70 = zero, s71 = zero;
        FloatVector s80 = zero, s81 = zero;
        FloatVector s90 = zero, s91 = zero;
        FloatVector s100 = zero, s101 = zero;
        FloatVector s110 = zero, s111 = zero;
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
            FloatVector x6 = FloatVector.broadcast(SPECIES, a[a6 + step]);
            s60 = x6.fma(b0, s60);
            s61 = x6.fma(b1, s61);
            FloatVector x7 = FloatVector.broadcast(SPECIES, a[a7 + step]);
            s70 = x7.fma(b0, s70);
            s71 = x7.fma(b1, s71);
            FloatVector x8 = FloatVector.broadcast(SPECIES, a[a8 + step]);
            s80 = x8.fma(b0, s80);
            s81 = x8.fma(b1, s81);
            FloatVector x9 = FloatVector.broadcast(SPECIES, a[a9 + step]);
            s90 = x9.fma(b0, s90);
            s91 = x9.fma(b1, s91);
            FloatVector x10 = FloatVector.broadcast(SPECIES, a[a10 + step]);
            s100 = x10.fma(b0, s100);
            s101 = x10.fma(b1, s101);
            FloatVector x11 = FloatVector.broadcast(SPECIES, a[a11 + step]);
            s110 = x11.fma(b0, s110);
            s111 = x11.fma(b1, s111);
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
        s60.intoArray(sums, 12 * LANES);
        s61.intoArray(sums, 13 * LANES);
        s70.intoArray(sums, 14 * LANES);
        s71.intoArray(sums, 15 * LANES);
        s80.intoArray(sums, 16 * LANES);
        s81.intoArray(sums, 17 * LANES);
        s90.intoArray(sums, 18 * LANES);
        s91.intoArray(sums, 19 * LANES);
        s100.intoArray(sums, 20 * LANES);
        s101.intoArray(sums, 21 * LANES);
        s110.intoArray(sums, 22 * LANES);
        s111.intoArray(sums, 23 * LANES);
    }
}
