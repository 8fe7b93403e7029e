package jdl.kernel.vector;

import static jdl.kernel.vector.Tile.LANES;
import static jdl.kernel.vector.Tile.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Tiles four vectors wide: six or four rows of sums that stay in registers while the reduction axis
 * goes by. With the right factor's four vectors and a number of the left one the six rows fill 29
 * of 32 registers. Each method is one straight line, so that the JIT compiles it whole: it inlines
 * the vectors' own methods always, ours only into a method that has not grown large (C2's {@code
 * NodeCountInliningCutoff}), and what it does not inline turns every vector into an object.
 */
final class WideTiles {

    private WideTiles() {}

    static void six(Tile t, float[] a, float[] b, float[] c) {
        int c0 = t.c,
                c1 = t.c + t.cStep,
                c2 = t.c + 2 * t.cStep,
                c3 = t.c + 3 * t.cStep,
                c4 = t.c + 4 * t.cStep,
                c5 = t.c + 5 * t.cStep;
        FloatVector s00 = at(c, c0),
                s01 = at(c, c0 + LANES),
                s02 = at(c, c0 + 2 * LANES),
                s03 = at(c, c0 + 3 * LANES);
        FloatVector s10 = at(c, c1),
                s11 = at(c, c1 + LANES),
                s12 = at(c, c1 + 2 * LANES),
                s13 = at(c, c1 + 3 * LANES);
        FloatVector s20 = at(c, c2),
                s21 = at(c, c2 + LANES),
                s22 = at(c, c2 + 2 * LANES),
                s23 = at(c, c2 + 3 * LANES);
        FloatVector s30 = at(c, c3),
                s31 = at(c, c3 + LANES),
                s32 = at(c, c3 + 2 * LANES),
                s33 = at(c, c3 + 3 * LANES);
        FloatVector s40 = at(c, c4),
                s41 = at(c, c4 + LANES),
                s42 = at(c, c4 + 2 * LANES),
                s43 = at(c, c4 + 3 * LANES);
        FloatVector s50 = at(c, c5),
                s51 = at(c, c5 + LANES),
                s52 = at(c, c5 + 2 * LANES),
                s53 = at(c, c5 + 3 * LANES);
        int a0 = t.a0, a1 = t.a1, a2 = t.a2, a3 = t.a3, a4 = t.a4, a5 = t.a5;
        int depth = t.depth, step = t.bStep;
        for (int p = 0, j = t.b; p < depth; p++, j += step) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, j);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, j + LANES);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, j + 2 * LANES);
            FloatVector b3 = FloatVector.fromArray(SPECIES, b, j + 3 * LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[a0 + p]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            s02 = x0.fma(b2, s02);
            s03 = x0.fma(b3, s03);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + p]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            s12 = x1.fma(b2, s12);
            s13 = x1.fma(b3, s13);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[a2 + p]);
            s20 = x2.fma(b0, s20);
            s21 = x2.fma(b1, s21);
            s22 = x2.fma(b2, s22);
            s23 = x2.fma(b3, s23);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[a3 + p]);
            s30 = x3.fma(b0, s30);
            s31 = x3.fma(b1, s31);
            s32 = x3.fma(b2, s32);
            s33 = x3.fma(b3, s33);
            FloatVector x4 = FloatVector.broadcast(SPECIES, a[a4 + p]);
            s40 = x4.fma(b0, s40);
            s41 = x4.fma(b1, s41);
            s42 = x4.fma(b2, s42);
            s43 = x4.fma(b3, s43);
            FloatVector x5 = FloatVector.broadcast(SPECIES, a[a5 + p]);
            s50 = x5.fma(b0, s50);
            s51 = x5.fma(b1, s51);
            s52 = x5.fma(b2, s52);
            s53 = x5.fma(b3, s53);
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + LANES);
        s02.intoArray(c, c0 + 2 * LANES);
        s03.intoArray(c, c0 + 3 * LANES);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + LANES);
        s12.intoArray(c, c1 + 2 * LANES);
        s13.intoArray(c, c1 + 3 * LANES);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + LANES);
        s22.intoArray(c, c2 + 2 * LANES);
        s23.intoArray(c, c2 + 3 * LANES);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + LANES);
        s32.intoArray(c, c3 + 2 * LANES);
        s33.intoArray(c, c3 + 3 * LANES);
        s40.intoArray(c, c4);
        s41.intoArray(c, c4 + LANES);
        s42.intoArray(c, c4 + 2 * LANES);
        s43.intoArray(c, c4 + 3 * LANES);
        s50.intoArray(c, c5);
        s51.intoArray(c, c5 + LANES);
        s52.intoArray(c, c5 + 2 * LANES);
        s53.intoArray(c, c5 + 3 * LANES);
    }

    static void four(Tile t, float[] a, float[] b, float[] c) {
        int c0 = t.c, c1 = t.c + t.cStep, c2 = t.c + 2 * t.cStep, c3 = t.c + 3 * t.cStep;
        FloatVector s00 = at(c, c0),
                s01 = at(c, c0 + LANES),
                s02 = at(c, c0 + 2 * LANES),
                s03 = at(c, c0 + 3 * LANES);
        FloatVector s10 = at(c, c1),
                s11 = at(c, c1 + LANES),
                s12 = at(c, c1 + 2 * LANES),
                s13 = at(c, c1 + 3 * LANES);
        FloatVector s20 = at(c, c2),
                s21 = at(c, c2 + LANES),
                s22 = at(c, c2 + 2 * LANES),
                s23 = at(c, c2 + 3 * LANES);
        FloatVector s30 = at(c, c3),
                s31 = at(c, c3 + LANES),
                s32 = at(c, c3 + 2 * LANES),
                s33 = at(c, c3 + 3 * LANES);
        int a0 = t.a0, a1 = t.a1, a2 = t.a2, a3 = t.a3;
        int depth = t.depth, step = t.bStep;
        for (int p = 0, j = t.b; p < depth; p++, j += step) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, j);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, j + LANES);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, j + 2 * LANES);
            FloatVector b3 = FloatVector.fromArray(SPECIES, b, j + 3 * LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[a0 + p]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            s02 = x0.fma(b2, s02);
            s03 = x0.fma(b3, s03);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + p]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            s12 = x1.fma(b2, s12);
            s13 = x1.fma(b3, s13);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[a2 + p]);
            s20 = x2.fma(b0, s20);
            s21 = x2.fma(b1, s21);
            s22 = x2.fma(b2, s22);
            s23 = x2.fma(b3, s23);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[a3 + p]);
            s30 = x3.fma(b0, s30);
            s31 = x3.fma(b1, s31);
            s32 = x3.fma(b2, s32);
            s33 = x3.fma(b3, s33);
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + LANES);
        s02.intoArray(c, c0 + 2 * LANES);
        s03.intoArray(c, c0 + 3 * LANES);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + LANES);
        s12.intoArray(c, c1 + 2 * LANES);
        s13.intoArray(c, c1 + 3 * LANES);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + LANES);
        s22.intoArray(c, c2 + 2 * LANES);
        s23.intoArray(c, c2 + 3 * LANES);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + LANES);
        s32.intoArray(c, c3 + 2 * LANES);
        s33.intoArray(c, c3 + 3 * LANES);
    }

    private static FloatVector at(float[] c, int i) {
        return FloatVector.fromArray(SPECIES, c, i);
    }
}
