package jdl.kernel.vector;

import static jdl.kernel.vector.Tile.LANES;
import static jdl.kernel.vector.Tile.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Tiles one or two vectors wide, made like {@link WideTiles}: for machines of 16 registers, which
 * six rows by two vectors fill, and for the right edge of a product.
 */
final class NarrowTiles {

    private NarrowTiles() {}

    static void sixByTwo(Tile t, float[] a, float[] b, float[] c) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector s00 = zero, s01 = zero;
        FloatVector s10 = zero, s11 = zero;
        FloatVector s20 = zero, s21 = zero;
        FloatVector s30 = zero, s31 = zero;
        FloatVector s40 = zero, s41 = zero;
        FloatVector s50 = zero, s51 = zero;
        int a0 = t.a0, a1 = t.a1, a2 = t.a2, a3 = t.a3, a4 = t.a4, a5 = t.a5;
        int depth = t.depth, step = t.bStep;
        for (int p = 0, j = t.b; p < depth; p++, j += step) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, j);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, j + LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[a0 + p]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + p]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[a2 + p]);
            s20 = x2.fma(b0, s20);
            s21 = x2.fma(b1, s21);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[a3 + p]);
            s30 = x3.fma(b0, s30);
            s31 = x3.fma(b1, s31);
            FloatVector x4 = FloatVector.broadcast(SPECIES, a[a4 + p]);
            s40 = x4.fma(b0, s40);
            s41 = x4.fma(b1, s41);
            FloatVector x5 = FloatVector.broadcast(SPECIES, a[a5 + p]);
            s50 = x5.fma(b0, s50);
            s51 = x5.fma(b1, s51);
        }
        if (t.add) {
            add(c, t.c, s00, s01);
            add(c, t.c + t.cStep, s10, s11);
            add(c, t.c + 2 * t.cStep, s20, s21);
            add(c, t.c + 3 * t.cStep, s30, s31);
            add(c, t.c + 4 * t.cStep, s40, s41);
            add(c, t.c + 5 * t.cStep, s50, s51);
        } else {
            store(c, t.c, s00, s01);
            store(c, t.c + t.cStep, s10, s11);
            store(c, t.c + 2 * t.cStep, s20, s21);
            store(c, t.c + 3 * t.cStep, s30, s31);
            store(c, t.c + 4 * t.cStep, s40, s41);
            store(c, t.c + 5 * t.cStep, s50, s51);
        }
    }

    static void fourByTwo(Tile t, float[] a, float[] b, float[] c) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector s00 = zero, s01 = zero;
        FloatVector s10 = zero, s11 = zero;
        FloatVector s20 = zero, s21 = zero;
        FloatVector s30 = zero, s31 = zero;
        int a0 = t.a0, a1 = t.a1, a2 = t.a2, a3 = t.a3;
        int depth = t.depth, step = t.bStep;
        for (int p = 0, j = t.b; p < depth; p++, j += step) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, j);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, j + LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[a0 + p]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + p]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[a2 + p]);
            s20 = x2.fma(b0, s20);
            s21 = x2.fma(b1, s21);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[a3 + p]);
            s30 = x3.fma(b0, s30);
            s31 = x3.fma(b1, s31);
        }
        if (t.add) {
            add(c, t.c, s00, s01);
            add(c, t.c + t.cStep, s10, s11);
            add(c, t.c + 2 * t.cStep, s20, s21);
            add(c, t.c + 3 * t.cStep, s30, s31);
        } else {
            store(c, t.c, s00, s01);
            store(c, t.c + t.cStep, s10, s11);
            store(c, t.c + 2 * t.cStep, s20, s21);
            store(c, t.c + 3 * t.cStep, s30, s31);
        }
    }

    static void sixByOne(Tile t, float[] a, float[] b, float[] c) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector s00 = zero;
        FloatVector s10 = zero;
        FloatVector s20 = zero;
        FloatVector s30 = zero;
        FloatVector s40 = zero;
        FloatVector s50 = zero;
        int a0 = t.a0, a1 = t.a1, a2 = t.a2, a3 = t.a3, a4 = t.a4, a5 = t.a5;
        int depth = t.depth, step = t.bStep;
        for (int p = 0, j = t.b; p < depth; p++, j += step) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, j);
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[a0 + p]);
            s00 = x0.fma(b0, s00);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + p]);
            s10 = x1.fma(b0, s10);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[a2 + p]);
            s20 = x2.fma(b0, s20);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[a3 + p]);
            s30 = x3.fma(b0, s30);
            FloatVector x4 = FloatVector.broadcast(SPECIES, a[a4 + p]);
            s40 = x4.fma(b0, s40);
            FloatVector x5 = FloatVector.broadcast(SPECIES, a[a5 + p]);
            s50 = x5.fma(b0, s50);
        }
        if (t.add) {
            add(c, t.c, s00);
            add(c, t.c + t.cStep, s10);
            add(c, t.c + 2 * t.cStep, s20);
            add(c, t.c + 3 * t.cStep, s30);
            add(c, t.c + 4 * t.cStep, s40);
            add(c, t.c + 5 * t.cStep, s50);
        } else {
            store(c, t.c, s00);
            store(c, t.c + t.cStep, s10);
            store(c, t.c + 2 * t.cStep, s20);
            store(c, t.c + 3 * t.cStep, s30);
            store(c, t.c + 4 * t.cStep, s40);
            store(c, t.c + 5 * t.cStep, s50);
        }
    }

    static void fourByOne(Tile t, float[] a, float[] b, float[] c) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector s00 = zero;
        FloatVector s10 = zero;
        FloatVector s20 = zero;
        FloatVector s30 = zero;
        int a0 = t.a0, a1 = t.a1, a2 = t.a2, a3 = t.a3;
        int depth = t.depth, step = t.bStep;
        for (int p = 0, j = t.b; p < depth; p++, j += step) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, j);
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[a0 + p]);
            s00 = x0.fma(b0, s00);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + p]);
            s10 = x1.fma(b0, s10);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[a2 + p]);
            s20 = x2.fma(b0, s20);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[a3 + p]);
            s30 = x3.fma(b0, s30);
        }
        if (t.add) {
            add(c, t.c, s00);
            add(c, t.c + t.cStep, s10);
            add(c, t.c + 2 * t.cStep, s20);
            add(c, t.c + 3 * t.cStep, s30);
        } else {
            store(c, t.c, s00);
            store(c, t.c + t.cStep, s10);
            store(c, t.c + 2 * t.cStep, s20);
            store(c, t.c + 3 * t.cStep, s30);
        }
    }

    private static void store(float[] c, int at, FloatVector s0, FloatVector s1) {
        s0.intoArray(c, at);
        s1.intoArray(c, at + LANES);
    }

    private static void add(float[] c, int at, FloatVector s0, FloatVector s1) {
        FloatVector.fromArray(SPECIES, c, at).add(s0).intoArray(c, at);
        FloatVector.fromArray(SPECIES, c, at + LANES).add(s1).intoArray(c, at + LANES);
    }

    private static void store(float[] c, int at, FloatVector s0) {
        s0.intoArray(c, at);
    }

    private static void add(float[] c, int at, FloatVector s0) {
        FloatVector.fromArray(SPECIES, c, at).add(s0).intoArray(c, at);
    }
}
