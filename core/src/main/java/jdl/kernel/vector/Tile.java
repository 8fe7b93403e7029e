package jdl.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Four rows of a product, one, two or four vectors wide, kept in registers while the reduction axis
 * goes by. Each method is one straight line, so that the JIT compiles it whole; a part that it did
 * not inline would turn every vector into an object (seen with a helper two calls deep).
 */
final class Tile {

    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();
    static final int ROWS = 4;

    /** The widest tile for which the registers suffice: 32 of them with 16 lanes, else maybe 16. */
    static final int VECTORS = LANES >= 16 ? 4 : 2;

    /** The factor on the left: where its four rows begin, and the step along them. */
    float[] a = {};

    int a0;
    int a1;
    int a2;
    int a3;
    int aStep;

    /** The factor on the right: where its first row begins, and the step to the next. */
    float[] b = {};

    int bAt;
    int bStep;

    /** How many steps to take. */
    int depth;

    /** The sums so far. */
    float[] from = {};

    int fromAt;
    int fromRow;

    /** Where the sums go. */
    float[] to = {};

    int toAt;
    int toRow;

    void run(int vectors) {
        switch (vectors) {
            case 1 -> one(this, a, b);
            case 2 -> two(this, a, b);
            default -> four(this, a, b);
        }
    }

    private static void four(Tile t, float[] a, float[] b) {
        FloatVector s00 = t.sum(0, 0), s01 = t.sum(0, 1), s02 = t.sum(0, 2), s03 = t.sum(0, 3);
        FloatVector s10 = t.sum(1, 0), s11 = t.sum(1, 1), s12 = t.sum(1, 2), s13 = t.sum(1, 3);
        FloatVector s20 = t.sum(2, 0), s21 = t.sum(2, 1), s22 = t.sum(2, 2), s23 = t.sum(2, 3);
        FloatVector s30 = t.sum(3, 0), s31 = t.sum(3, 1), s32 = t.sum(3, 2), s33 = t.sum(3, 3);
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
        put(t.to, t.toAt, s00, s01, s02, s03);
        put(t.to, t.toAt + t.toRow, s10, s11, s12, s13);
        put(t.to, t.toAt + 2 * t.toRow, s20, s21, s22, s23);
        put(t.to, t.toAt + 3 * t.toRow, s30, s31, s32, s33);
    }

    private static void two(Tile t, float[] a, float[] b) {
        FloatVector s00 = t.sum(0, 0), s01 = t.sum(0, 1);
        FloatVector s10 = t.sum(1, 0), s11 = t.sum(1, 1);
        FloatVector s20 = t.sum(2, 0), s21 = t.sum(2, 1);
        FloatVector s30 = t.sum(3, 0), s31 = t.sum(3, 1);
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
        put(t.to, t.toAt, s00, s01);
        put(t.to, t.toAt + t.toRow, s10, s11);
        put(t.to, t.toAt + 2 * t.toRow, s20, s21);
        put(t.to, t.toAt + 3 * t.toRow, s30, s31);
    }

    private static void one(Tile t, float[] a, float[] b) {
        FloatVector s00 = t.sum(0, 0);
        FloatVector s10 = t.sum(1, 0);
        FloatVector s20 = t.sum(2, 0);
        FloatVector s30 = t.sum(3, 0);
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
        s00.intoArray(t.to, t.toAt);
        s10.intoArray(t.to, t.toAt + t.toRow);
        s20.intoArray(t.to, t.toAt + 2 * t.toRow);
        s30.intoArray(t.to, t.toAt + 3 * t.toRow);
    }

    private FloatVector sum(int row, int vector) {
        return FloatVector.fromArray(SPECIES, from, fromAt + row * fromRow + vector * LANES);
    }

    private static void put(
            float[] to, int at, FloatVector s0, FloatVector s1, FloatVector s2, FloatVector s3) {
        s0.intoArray(to, at);
        s1.intoArray(to, at + LANES);
        s2.intoArray(to, at + 2 * LANES);
        s3.intoArray(to, at + 3 * LANES);
    }

    private static void put(float[] to, int at, FloatVector s0, FloatVector s1) {
        s0.intoArray(to, at);
        s1.intoArray(to, at + LANES);
    }
}
