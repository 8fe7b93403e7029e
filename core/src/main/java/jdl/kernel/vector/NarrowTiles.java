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
        int c0 = t.c,
                c1 = t.c + t.cStep,
                c2 = t.c + 2 * t.cStep,
                c3 = t.c + 3 * t.cStep,
                c4 = t.c + 4 * t.cStep,
                c5 = t.c + 5 * t.cStep;
        FloatVector s00 = at(c, c0), s01 = at(c, c0 + LANES);
        FloatVector s10 = at(c, c1), s11 = at(c, c1 + LANES);
        FloatVector s20 = at(c, c2), s21 = at(c, c2 + LANES);
        FloatVector s30 = at(c, c3), s31 = at(c, c3 + LANES);
        FloatVector s40 = at(c, c4), s41 = at(c, c4 + LANES);
        FloatVector s50 = at(c, c5), s51 = at(c, c5 + LANES);
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
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + LANES);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + LANES);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + LANES);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + LANES);
        s40.intoArray(c, c4);
        s41.intoArray(c, c4 + LANES);
        s50.intoArray(c, c5);
        s51.intoArray(c, c5 + LANES);
    }

    static void fourByTwo(Tile t, float[] a, float[] b, float[] c) {
        int c0 = t.c, c1 = t.c + t.cStep, c2 = t.c + 2 * t.cStep, c3 = t.c + 3 * t.cStep;
        FloatVector s00 = at(c, c0), s01 = at(c, c0 + LANES);
        FloatVector s10 = at(c, c1), s11 = at(c, c1 + LANES);
        FloatVector s20 = at(c, c2), s21 = at(c, c2 + LANES);
        FloatVector s30 = at(c, c3), s31 = at(c, c3 + LANES);
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
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + LANES);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + LANES);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + LANES);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + LANES);
    }

    static void sixByOne(Tile t, float[] a, float[] b, float[] c) {
        int c0 = t.c,
                c1 = t.c + t.cStep,
                c2 = t.c + 2 * t.cStep,
                c3 = t.c + 3 * t.cStep,
                c4 = t.c + 4 * t.cStep,
                c5 = t.c + 5 * t.cStep;
        FloatVector s00 = at(c, c0);
        FloatVector s10 = at(c, c1);
        FloatVector s20 = at(c, c2);
        FloatVector s30 = at(c, c3);
        FloatVector s40 = at(c, c4);
        FloatVector s50 = at(c, c5);
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
        s00.intoArray(c, c0);
        s10.intoArray(c, c1);
        s20.intoArray(c, c2);
        s30.intoArray(c, c3);
        s40.intoArray(c, c4);
        s50.intoArray(c, c5);
    }

    static void fourByOne(Tile t, float[] a, float[] b, float[] c) {
        int c0 = t.c, c1 = t.c + t.cStep, c2 = t.c + 2 * t.cStep, c3 = t.c + 3 * t.cStep;
        FloatVector s00 = at(c, c0);
        FloatVector s10 = at(c, c1);
        FloatVector s20 = at(c, c2);
        FloatVector s30 = at(c, c3);
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
        s00.intoArray(c, c0);
        s10.intoArray(c, c1);
        s20.intoArray(c, c2);
        s30.intoArray(c, c3);
    }

    private static FloatVector at(float[] c, int i) {
        return FloatVector.fromArray(SPECIES, c, i);
    }
}
