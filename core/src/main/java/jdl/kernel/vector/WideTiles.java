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
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector s00 = zero, s01 = zero, s02 = zero, s03 = zero;
        FloatVector s10 = zero, s11 = zero, s12 = zero, s13 = zero;
        FloatVector s20 = zero, s21 = zero, s22 = zero, s23 = zero;
        FloatVector s30 = zero, s31 = zero, s32 = zero, s33 = zero;
        FloatVector s40 = zero, s41 = zero, s42 = zero, s43 = zero;
        FloatVector s50 = zero, s51 = zero, s52 = zero, s53 = zero;
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
        if (t.add) {
            add(c, t.c, s00, s01, s02, s03);
            add(c, t.c + t.cStep, s10, s11, s12, s13);
            add(c, t.c + 2 * t.cStep, s20, s21, s22, s23);
            add(c, t.c + 3 * t.cStep, s30, s31, s32, s33);
            add(c, t.c + 4 * t.cStep, s40, s41, s42, s43);
            add(c, t.c + 5 * t.cStep, s50, s51, s52, s53);
        } else {
            store(c, t.c, s00, s01, s02, s03);
            store(c, t.c + t.cStep, s10, s11, s12, s13);
            store(c, t.c + 2 * t.cStep, s20, s21, s22, s23);
            store(c, t.c + 3 * t.cStep, s30, s31, s32, s33);
            store(c, t.c + 4 * t.cStep, s40, s41, s42, s43);
            store(c, t.c + 5 * t.cStep, s50, s51, s52, s53);
        }
    }

    static void four(Tile t, float[] a, float[] b, float[] c) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector s00 = zero, s01 = zero, s02 = zero, s03 = zero;
        FloatVector s10 = zero, s11 = zero, s12 = zero, s13 = zero;
        FloatVector s20 = zero, s21 = zero, s22 = zero, s23 = zero;
        FloatVector s30 = zero, s31 = zero, s32 = zero, s33 = zero;
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
        if (t.add) {
            add(c, t.c, s00, s01, s02, s03);
            add(c, t.c + t.cStep, s10, s11, s12, s13);
            add(c, t.c + 2 * t.cStep, s20, s21, s22, s23);
            add(c, t.c + 3 * t.cStep, s30, s31, s32, s33);
        } else {
            store(c, t.c, s00, s01, s02, s03);
            store(c, t.c + t.cStep, s10, s11, s12, s13);
            store(c, t.c + 2 * t.cStep, s20, s21, s22, s23);
            store(c, t.c + 3 * t.cStep, s30, s31, s32, s33);
        }
    }

    private static void store(
            float[] c, int at, FloatVector s0, FloatVector s1, FloatVector s2, FloatVector s3) {
        s0.intoArray(c, at);
        s1.intoArray(c, at + LANES);
        s2.intoArray(c, at + 2 * LANES);
        s3.intoArray(c, at + 3 * LANES);
    }

    private static void add(
            float[] c, int at, FloatVector s0, FloatVector s1, FloatVector s2, FloatVector s3) {
        FloatVector.fromArray(SPECIES, c, at).add(s0).intoArray(c, at);
        FloatVector.fromArray(SPECIES, c, at + LANES).add(s1).intoArray(c, at + LANES);
        FloatVector.fromArray(SPECIES, c, at + 2 * LANES).add(s2).intoArray(c, at + 2 * LANES);
        FloatVector.fromArray(SPECIES, c, at + 3 * LANES).add(s3).intoArray(c, at + 3 * LANES);
    }
}
