package jdl.kernel.vector;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdl.kernel.vector.Tile.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Five, four or one planes of a sum over taps, four vectors of places and images wide, kept in
 * registers while the taps go by. Each method is one straight line, for the reasons told at {@link
 * Tile}. A plane or a vector that is not needed is another one again, whose result is stored twice.
 */
final class BatchTile {

    static final int VECTORS = 4;

    /** Steps of the sum. */
    int taps;

    /** Where each plane's weights begin, its result, and what its sum begins with. */
    int w0, w1, w2, w3, w4;

    int r0, r1, r2, r3, r4;
    float b0, b1, b2, b3, b4;

    /** Where each vector is read and, within its plane, stored. */
    int x0, x1, x2, x3;

    int y0, y1, y2, y3;

    /** The height of the tiles that waste least on so many planes. */
    static int height(int planes) {
        if (planes == 1) return 1;
        return (planes + 4) / 5 * 5 <= (planes + 3) / 4 * 4 ? 5 : 4;
    }

    /** Planes from one on; beyond the last that one again. */
    void weights(int plane, int last, int first, int row) {
        w0 = first + plane * row;
        w1 = first + Math.min(last, plane + 1) * row;
        w2 = first + Math.min(last, plane + 2) * row;
        w3 = first + Math.min(last, plane + 3) * row;
        w4 = first + Math.min(last, plane + 4) * row;
    }

    void results(int plane, int last, int first, int area) {
        r0 = first + plane * area;
        r1 = first + Math.min(last, plane + 1) * area;
        r2 = first + Math.min(last, plane + 2) * area;
        r3 = first + Math.min(last, plane + 3) * area;
        r4 = first + Math.min(last, plane + 4) * area;
    }

    void begin(int plane, int last, float[] b, int first) {
        b0 = b[first + plane];
        b1 = b[first + Math.min(last, plane + 1)];
        b2 = b[first + Math.min(last, plane + 2)];
        b3 = b[first + Math.min(last, plane + 3)];
        b4 = b[first + Math.min(last, plane + 4)];
    }

    void beginAtZero() {
        b0 = b1 = b2 = b3 = b4 = 0;
    }

    void run(int height, float[] w, float[] x, float[] y, int[] weights, int[] floats) {
        taps = weights.length;
        switch (height) {
            case 5 -> five(this, w, x, y, weights, floats);
            case 4 -> four(this, w, x, y, weights, floats);
            default -> one(this, w, x, y, weights, floats);
        }
    }

    private static void five(BatchTile t, float[] w, float[] x, float[] y, int[] ws, int[] xs) {
        FloatVector b0 = broadcast(SPECIES, t.b0);
        FloatVector s00 = b0, s01 = b0, s02 = b0, s03 = b0;
        FloatVector b1 = broadcast(SPECIES, t.b1);
        FloatVector s10 = b1, s11 = b1, s12 = b1, s13 = b1;
        FloatVector b2 = broadcast(SPECIES, t.b2);
        FloatVector s20 = b2, s21 = b2, s22 = b2, s23 = b2;
        FloatVector b3 = broadcast(SPECIES, t.b3);
        FloatVector s30 = b3, s31 = b3, s32 = b3, s33 = b3;
        FloatVector b4 = broadcast(SPECIES, t.b4);
        FloatVector s40 = b4, s41 = b4, s42 = b4, s43 = b4;
        for (int i = 0; i < t.taps; i++) {
            int from = xs[i];
            int at = ws[i];
            FloatVector x0 = fromArray(SPECIES, x, t.x0 + from);
            FloatVector x1 = fromArray(SPECIES, x, t.x1 + from);
            FloatVector x2 = fromArray(SPECIES, x, t.x2 + from);
            FloatVector x3 = fromArray(SPECIES, x, t.x3 + from);
            FloatVector w0 = broadcast(SPECIES, w[t.w0 + at]);
            s00 = x0.fma(w0, s00);
            s01 = x1.fma(w0, s01);
            s02 = x2.fma(w0, s02);
            s03 = x3.fma(w0, s03);
            FloatVector w1 = broadcast(SPECIES, w[t.w1 + at]);
            s10 = x0.fma(w1, s10);
            s11 = x1.fma(w1, s11);
            s12 = x2.fma(w1, s12);
            s13 = x3.fma(w1, s13);
            FloatVector w2 = broadcast(SPECIES, w[t.w2 + at]);
            s20 = x0.fma(w2, s20);
            s21 = x1.fma(w2, s21);
            s22 = x2.fma(w2, s22);
            s23 = x3.fma(w2, s23);
            FloatVector w3 = broadcast(SPECIES, w[t.w3 + at]);
            s30 = x0.fma(w3, s30);
            s31 = x1.fma(w3, s31);
            s32 = x2.fma(w3, s32);
            s33 = x3.fma(w3, s33);
            FloatVector w4 = broadcast(SPECIES, w[t.w4 + at]);
            s40 = x0.fma(w4, s40);
            s41 = x1.fma(w4, s41);
            s42 = x2.fma(w4, s42);
            s43 = x3.fma(w4, s43);
        }
        s00.intoArray(y, t.r0 + t.y0);
        s01.intoArray(y, t.r0 + t.y1);
        s02.intoArray(y, t.r0 + t.y2);
        s03.intoArray(y, t.r0 + t.y3);
        s10.intoArray(y, t.r1 + t.y0);
        s11.intoArray(y, t.r1 + t.y1);
        s12.intoArray(y, t.r1 + t.y2);
        s13.intoArray(y, t.r1 + t.y3);
        s20.intoArray(y, t.r2 + t.y0);
        s21.intoArray(y, t.r2 + t.y1);
        s22.intoArray(y, t.r2 + t.y2);
        s23.intoArray(y, t.r2 + t.y3);
        s30.intoArray(y, t.r3 + t.y0);
        s31.intoArray(y, t.r3 + t.y1);
        s32.intoArray(y, t.r3 + t.y2);
        s33.intoArray(y, t.r3 + t.y3);
        s40.intoArray(y, t.r4 + t.y0);
        s41.intoArray(y, t.r4 + t.y1);
        s42.intoArray(y, t.r4 + t.y2);
        s43.intoArray(y, t.r4 + t.y3);
    }

    private static void four(BatchTile t, float[] w, float[] x, float[] y, int[] ws, int[] xs) {
        FloatVector b0 = broadcast(SPECIES, t.b0);
        FloatVector s00 = b0, s01 = b0, s02 = b0, s03 = b0;
        FloatVector b1 = broadcast(SPECIES, t.b1);
        FloatVector s10 = b1, s11 = b1, s12 = b1, s13 = b1;
        FloatVector b2 = broadcast(SPECIES, t.b2);
        FloatVector s20 = b2, s21 = b2, s22 = b2, s23 = b2;
        FloatVector b3 = broadcast(SPECIES, t.b3);
        FloatVector s30 = b3, s31 = b3, s32 = b3, s33 = b3;
        for (int i = 0; i < t.taps; i++) {
            int from = xs[i];
            int at = ws[i];
            FloatVector x0 = fromArray(SPECIES, x, t.x0 + from);
            FloatVector x1 = fromArray(SPECIES, x, t.x1 + from);
            FloatVector x2 = fromArray(SPECIES, x, t.x2 + from);
            FloatVector x3 = fromArray(SPECIES, x, t.x3 + from);
            FloatVector w0 = broadcast(SPECIES, w[t.w0 + at]);
            s00 = x0.fma(w0, s00);
            s01 = x1.fma(w0, s01);
            s02 = x2.fma(w0, s02);
            s03 = x3.fma(w0, s03);
            FloatVector w1 = broadcast(SPECIES, w[t.w1 + at]);
            s10 = x0.fma(w1, s10);
            s11 = x1.fma(w1, s11);
            s12 = x2.fma(w1, s12);
            s13 = x3.fma(w1, s13);
            FloatVector w2 = broadcast(SPECIES, w[t.w2 + at]);
            s20 = x0.fma(w2, s20);
            s21 = x1.fma(w2, s21);
            s22 = x2.fma(w2, s22);
            s23 = x3.fma(w2, s23);
            FloatVector w3 = broadcast(SPECIES, w[t.w3 + at]);
            s30 = x0.fma(w3, s30);
            s31 = x1.fma(w3, s31);
            s32 = x2.fma(w3, s32);
            s33 = x3.fma(w3, s33);
        }
        s00.intoArray(y, t.r0 + t.y0);
        s01.intoArray(y, t.r0 + t.y1);
        s02.intoArray(y, t.r0 + t.y2);
        s03.intoArray(y, t.r0 + t.y3);
        s10.intoArray(y, t.r1 + t.y0);
        s11.intoArray(y, t.r1 + t.y1);
        s12.intoArray(y, t.r1 + t.y2);
        s13.intoArray(y, t.r1 + t.y3);
        s20.intoArray(y, t.r2 + t.y0);
        s21.intoArray(y, t.r2 + t.y1);
        s22.intoArray(y, t.r2 + t.y2);
        s23.intoArray(y, t.r2 + t.y3);
        s30.intoArray(y, t.r3 + t.y0);
        s31.intoArray(y, t.r3 + t.y1);
        s32.intoArray(y, t.r3 + t.y2);
        s33.intoArray(y, t.r3 + t.y3);
    }

    private static void one(BatchTile t, float[] w, float[] x, float[] y, int[] ws, int[] xs) {
        FloatVector b0 = broadcast(SPECIES, t.b0);
        FloatVector s00 = b0, s01 = b0, s02 = b0, s03 = b0;
        for (int i = 0; i < t.taps; i++) {
            int from = xs[i];
            int at = ws[i];
            FloatVector x0 = fromArray(SPECIES, x, t.x0 + from);
            FloatVector x1 = fromArray(SPECIES, x, t.x1 + from);
            FloatVector x2 = fromArray(SPECIES, x, t.x2 + from);
            FloatVector x3 = fromArray(SPECIES, x, t.x3 + from);
            FloatVector w0 = broadcast(SPECIES, w[t.w0 + at]);
            s00 = x0.fma(w0, s00);
            s01 = x1.fma(w0, s01);
            s02 = x2.fma(w0, s02);
            s03 = x3.fma(w0, s03);
        }
        s00.intoArray(y, t.r0 + t.y0);
        s01.intoArray(y, t.r0 + t.y1);
        s02.intoArray(y, t.r0 + t.y2);
        s03.intoArray(y, t.r0 + t.y3);
    }
}
