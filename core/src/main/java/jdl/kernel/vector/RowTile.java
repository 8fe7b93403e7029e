package jdl.kernel.vector;

import static jdl.kernel.vector.Tile.LANES;
import static jdl.kernel.vector.Tile.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Sums of products in registers, neighbours in a row by one vector of outputs, for kernels three
 * taps wide: each float of the source that is spread over a vector meets all three taps, so that
 * loads are few. A straight line, for the reason told at {@link Tile}.
 */
final class RowTile {

    /** Neighbours. */
    static final int PIXELS = 16;

    private RowTile() {}

    /**
     * {@code sums[i] = Σ_k a[at + (i + k % 3) pixelStep + steps[k]] · b[k]}, k in threes.
     *
     * @param steps of which each third is read, from one on
     * @param atB where the weights of the nearest of three taps lie
     * @param tapB how far those of the next tap lie from them, either way
     */
    static void sixteenByOne(
            float[] a,
            int at,
            int pixelStep,
            int[] steps,
            int from,
            int to,
            float[] b,
            int atB,
            int tapB,
            float[] sums) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector s0 = zero, s1 = zero, s2 = zero, s3 = zero;
        FloatVector s4 = zero, s5 = zero, s6 = zero, s7 = zero;
        FloatVector s8 = zero, s9 = zero, s10 = zero, s11 = zero;
        FloatVector s12 = zero, s13 = zero, s14 = zero, s15 = zero;
        for (int k = from, j = atB; k < to; k += 3, j += 3 * LANES) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, j);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, j + tapB);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, j + 2 * tapB);
            int x = at + steps[k];
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[x]);
            s0 = x0.fma(b0, s0);
            x += pixelStep;
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[x]);
            s1 = x1.fma(b0, s1);
            s0 = x1.fma(b1, s0);
            x += pixelStep;
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[x]);
            s2 = x2.fma(b0, s2);
            s1 = x2.fma(b1, s1);
            s0 = x2.fma(b2, s0);
            x += pixelStep;
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[x]);
            s3 = x3.fma(b0, s3);
            s2 = x3.fma(b1, s2);
            s1 = x3.fma(b2, s1);
            x += pixelStep;
            FloatVector x4 = FloatVector.broadcast(SPECIES, a[x]);
            s4 = x4.fma(b0, s4);
            s3 = x4.fma(b1, s3);
            s2 = x4.fma(b2, s2);
            x += pixelStep;
            FloatVector x5 = FloatVector.broadcast(SPECIES, a[x]);
            s5 = x5.fma(b0, s5);
            s4 = x5.fma(b1, s4);
            s3 = x5.fma(b2, s3);
            x += pixelStep;
            FloatVector x6 = FloatVector.broadcast(SPECIES, a[x]);
            s6 = x6.fma(b0, s6);
            s5 = x6.fma(b1, s5);
            s4 = x6.fma(b2, s4);
            x += pixelStep;
            FloatVector x7 = FloatVector.broadcast(SPECIES, a[x]);
            s7 = x7.fma(b0, s7);
            s6 = x7.fma(b1, s6);
            s5 = x7.fma(b2, s5);
            x += pixelStep;
            FloatVector x8 = FloatVector.broadcast(SPECIES, a[x]);
            s8 = x8.fma(b0, s8);
            s7 = x8.fma(b1, s7);
            s6 = x8.fma(b2, s6);
            x += pixelStep;
            FloatVector x9 = FloatVector.broadcast(SPECIES, a[x]);
            s9 = x9.fma(b0, s9);
            s8 = x9.fma(b1, s8);
            s7 = x9.fma(b2, s7);
            x += pixelStep;
            FloatVector x10 = FloatVector.broadcast(SPECIES, a[x]);
            s10 = x10.fma(b0, s10);
            s9 = x10.fma(b1, s9);
            s8 = x10.fma(b2, s8);
            x += pixelStep;
            FloatVector x11 = FloatVector.broadcast(SPECIES, a[x]);
            s11 = x11.fma(b0, s11);
            s10 = x11.fma(b1, s10);
            s9 = x11.fma(b2, s9);
            x += pixelStep;
            FloatVector x12 = FloatVector.broadcast(SPECIES, a[x]);
            s12 = x12.fma(b0, s12);
            s11 = x12.fma(b1, s11);
            s10 = x12.fma(b2, s10);
            x += pixelStep;
            FloatVector x13 = FloatVector.broadcast(SPECIES, a[x]);
            s13 = x13.fma(b0, s13);
            s12 = x13.fma(b1, s12);
            s11 = x13.fma(b2, s11);
            x += pixelStep;
            FloatVector x14 = FloatVector.broadcast(SPECIES, a[x]);
            s14 = x14.fma(b0, s14);
            s13 = x14.fma(b1, s13);
            s12 = x14.fma(b2, s12);
            x += pixelStep;
            FloatVector x15 = FloatVector.broadcast(SPECIES, a[x]);
            s15 = x15.fma(b0, s15);
            s14 = x15.fma(b1, s14);
            s13 = x15.fma(b2, s13);
            x += pixelStep;
            FloatVector x16 = FloatVector.broadcast(SPECIES, a[x]);
            s15 = x16.fma(b1, s15);
            s14 = x16.fma(b2, s14);
            x += pixelStep;
            FloatVector x17 = FloatVector.broadcast(SPECIES, a[x]);
            s15 = x17.fma(b2, s15);
        }
        s0.intoArray(sums, 0);
        s1.intoArray(sums, LANES);
        s2.intoArray(sums, 2 * LANES);
        s3.intoArray(sums, 3 * LANES);
        s4.intoArray(sums, 4 * LANES);
        s5.intoArray(sums, 5 * LANES);
        s6.intoArray(sums, 6 * LANES);
        s7.intoArray(sums, 7 * LANES);
        s8.intoArray(sums, 8 * LANES);
        s9.intoArray(sums, 9 * LANES);
        s10.intoArray(sums, 10 * LANES);
        s11.intoArray(sums, 11 * LANES);
        s12.intoArray(sums, 12 * LANES);
        s13.intoArray(sums, 13 * LANES);
        s14.intoArray(sums, 14 * LANES);
        s15.intoArray(sums, 15 * LANES);
    }
}
