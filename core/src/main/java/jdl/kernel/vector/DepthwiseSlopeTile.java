package jdl.kernel.vector;

import static jdk.incubator.vector.FloatVector.fromArray;
import static jdl.kernel.vector.Tile.SPECIES;

import jdk.incubator.vector.FloatVector;

/** Slopes of kernels that see one channel each, over a row of pixels: {@code sums += x dy}. */
final class DepthwiseSlopeTile {

    private DepthwiseSlopeTile() {}

    /**
     * A vector of channels and nine taps, of three rows and three neighbouring columns, in steps of
     * one: each column of the source is loaded once.
     */
    static void slide(
            float[] x,
            int from,
            int row,
            int next,
            float[] dy,
            int at,
            int step,
            int count,
            float[] sums,
            int to,
            int tap) {
        FloatVector s00 = fromArray(SPECIES, sums, to);
        FloatVector s01 = fromArray(SPECIES, sums, to + tap);
        FloatVector s02 = fromArray(SPECIES, sums, to + 2 * tap);
        FloatVector s10 = fromArray(SPECIES, sums, to + 3 * tap);
        FloatVector s11 = fromArray(SPECIES, sums, to + 4 * tap);
        FloatVector s12 = fromArray(SPECIES, sums, to + 5 * tap);
        FloatVector s20 = fromArray(SPECIES, sums, to + 6 * tap);
        FloatVector s21 = fromArray(SPECIES, sums, to + 7 * tap);
        FloatVector s22 = fromArray(SPECIES, sums, to + 8 * tap);
        FloatVector a0 = fromArray(SPECIES, x, from);
        FloatVector b0 = fromArray(SPECIES, x, from + row);
        FloatVector c0 = fromArray(SPECIES, x, from + 2 * row);
        FloatVector a1 = fromArray(SPECIES, x, from + next);
        FloatVector b1 = fromArray(SPECIES, x, from + next + row);
        FloatVector c1 = fromArray(SPECIES, x, from + next + 2 * row);
        for (int i = 0; i < count; i++) {
            int column = from + (i + 2) * next;
            FloatVector d = fromArray(SPECIES, dy, at + i * step);
            FloatVector a2 = fromArray(SPECIES, x, column);
            FloatVector b2 = fromArray(SPECIES, x, column + row);
            FloatVector c2 = fromArray(SPECIES, x, column + 2 * row);
            s00 = d.fma(a0, s00);
            s01 = d.fma(a1, s01);
            s02 = d.fma(a2, s02);
            s10 = d.fma(b0, s10);
            s11 = d.fma(b1, s11);
            s12 = d.fma(b2, s12);
            s20 = d.fma(c0, s20);
            s21 = d.fma(c1, s21);
            s22 = d.fma(c2, s22);
            a0 = a1;
            b0 = b1;
            c0 = c1;
            a1 = a2;
            b1 = b2;
            c1 = c2;
        }
        s00.intoArray(sums, to);
        s01.intoArray(sums, to + tap);
        s02.intoArray(sums, to + 2 * tap);
        s10.intoArray(sums, to + 3 * tap);
        s11.intoArray(sums, to + 4 * tap);
        s12.intoArray(sums, to + 5 * tap);
        s20.intoArray(sums, to + 6 * tap);
        s21.intoArray(sums, to + 7 * tap);
        s22.intoArray(sums, to + 8 * tap);
    }

    /**
     * Three taps, which see {@code tap} floats apart, and two vectors of channels. A tap or a
     * vector that is named twice is made twice.
     */
    static void three(
            float[] x,
            int from,
            int tap1,
            int tap2,
            int next,
            float[] dy,
            int at,
            int step,
            int count,
            int apart,
            float[] sums,
            int to,
            int to1,
            int to2,
            int slot) {
        FloatVector a0 = fromArray(SPECIES, sums, to);
        FloatVector a1 = fromArray(SPECIES, sums, to + to1);
        FloatVector a2 = fromArray(SPECIES, sums, to + to2);
        FloatVector b0 = fromArray(SPECIES, sums, to + slot);
        FloatVector b1 = fromArray(SPECIES, sums, to + to1 + slot);
        FloatVector b2 = fromArray(SPECIES, sums, to + to2 + slot);
        for (int i = 0; i < count; i++) {
            FloatVector a = fromArray(SPECIES, dy, at + i * step);
            FloatVector b = fromArray(SPECIES, dy, at + i * step + apart);
            int left = from + i * next;
            a0 = a.fma(fromArray(SPECIES, x, left), a0);
            a1 = a.fma(fromArray(SPECIES, x, left + tap1), a1);
            a2 = a.fma(fromArray(SPECIES, x, left + tap2), a2);
            b0 = b.fma(fromArray(SPECIES, x, left + apart), b0);
            b1 = b.fma(fromArray(SPECIES, x, left + apart + tap1), b1);
            b2 = b.fma(fromArray(SPECIES, x, left + apart + tap2), b2);
        }
        a0.intoArray(sums, to);
        a1.intoArray(sums, to + to1);
        a2.intoArray(sums, to + to2);
        b0.intoArray(sums, to + slot);
        b1.intoArray(sums, to + to1 + slot);
        b2.intoArray(sums, to + to2 + slot);
    }
}
