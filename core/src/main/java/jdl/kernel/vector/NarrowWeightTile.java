package jdl.kernel.vector;

import static jdl.kernel.vector.Tile.LANES;
import static jdl.kernel.vector.Tile.SPECIES;

import jdk.incubator.vector.FloatVector;

/** The tiles of {@link WeightTile} for few registers or few outputs. */
final class NarrowWeightTile {

    private NarrowWeightTile() {}

    /** 6 neighbours by 2 vectors. */
    static void sixByTwo(
            float[] a,
            int atA,
            int[] places,
            int from,
            int to,
            float[] b,
            int atB,
            int stepB,
            float[] sums) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector s00 = zero, s01 = zero;
        FloatVector s10 = zero, s11 = zero;
        FloatVector s20 = zero, s21 = zero;
        FloatVector s30 = zero, s31 = zero;
        FloatVector s40 = zero, s41 = zero;
        FloatVector s50 = zero, s51 = zero;
        for (int k = from, j = atB; k < to; k++, j += stepB) {
            int at = atA + places[k];
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, j);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, j + LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[at]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[at + 1]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[at + 2]);
            s20 = x2.fma(b0, s20);
            s21 = x2.fma(b1, s21);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[at + 3]);
            s30 = x3.fma(b0, s30);
            s31 = x3.fma(b1, s31);
            FloatVector x4 = FloatVector.broadcast(SPECIES, a[at + 4]);
            s40 = x4.fma(b0, s40);
            s41 = x4.fma(b1, s41);
            FloatVector x5 = FloatVector.broadcast(SPECIES, a[at + 5]);
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

    /** 12 neighbours by 1 vector. */
    static void twelveByOne(
            float[] a,
            int atA,
            int[] places,
            int from,
            int to,
            float[] b,
            int atB,
            int stepB,
            float[] sums) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector s00 = zero;
        FloatVector s10 = zero;
        FloatVector s20 = zero;
        FloatVector s30 = zero;
        FloatVector s40 = zero;
        FloatVector s50 = zero;
        FloatVector s60 = zero;
        FloatVector s70 = zero;
        FloatVector s80 = zero;
        FloatVector s90 = zero;
        FloatVector s100 = zero;
        FloatVector s110 = zero;
        for (int k = from, j = atB; k < to; k++, j += stepB) {
            int at = atA + places[k];
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, j);
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[at]);
            s00 = x0.fma(b0, s00);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[at + 1]);
            s10 = x1.fma(b0, s10);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[at + 2]);
            s20 = x2.fma(b0, s20);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[at + 3]);
            s30 = x3.fma(b0, s30);
            FloatVector x4 = FloatVector.broadcast(SPECIES, a[at + 4]);
            s40 = x4.fma(b0, s40);
            FloatVector x5 = FloatVector.broadcast(SPECIES, a[at + 5]);
            s50 = x5.fma(b0, s50);
            FloatVector x6 = FloatVector.broadcast(SPECIES, a[at + 6]);
            s60 = x6.fma(b0, s60);
            FloatVector x7 = FloatVector.broadcast(SPECIES, a[at + 7]);
            s70 = x7.fma(b0, s70);
            FloatVector x8 = FloatVector.broadcast(SPECIES, a[at + 8]);
            s80 = x8.fma(b0, s80);
            FloatVector x9 = FloatVector.broadcast(SPECIES, a[at + 9]);
            s90 = x9.fma(b0, s90);
            FloatVector x10 = FloatVector.broadcast(SPECIES, a[at + 10]);
            s100 = x10.fma(b0, s100);
            FloatVector x11 = FloatVector.broadcast(SPECIES, a[at + 11]);
            s110 = x11.fma(b0, s110);
        }
        s00.intoArray(sums, 0);
        s10.intoArray(sums, LANES);
        s20.intoArray(sums, 2 * LANES);
        s30.intoArray(sums, 3 * LANES);
        s40.intoArray(sums, 4 * LANES);
        s50.intoArray(sums, 5 * LANES);
        s60.intoArray(sums, 6 * LANES);
        s70.intoArray(sums, 7 * LANES);
        s80.intoArray(sums, 8 * LANES);
        s90.intoArray(sums, 9 * LANES);
        s100.intoArray(sums, 10 * LANES);
        s110.intoArray(sums, 11 * LANES);
    }
}
