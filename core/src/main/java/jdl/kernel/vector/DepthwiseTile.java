package jdl.kernel.vector;

import static jdk.incubator.vector.FloatVector.fromArray;
import static jdl.kernel.vector.Tile.LANES;
import static jdl.kernel.vector.Tile.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Sums over the taps of kernels that see one channel each, all channels of a few pixels. There are
 * at least as many channels as lanes; the last vector overlaps the one before.
 */
final class DepthwiseTile {

    /** Taps that see the pixel: where their weights lie, and what they see, from the first one's. */
    private final int[] weights;

    private final int[] sources;
    private int taps;

    DepthwiseTile(int mostTaps) {
        weights = new int[mostTaps];
        sources = new int[mostTaps];
    }

    void clear() {
        taps = 0;
    }

    void add(int weight, int source) {
        weights[taps] = weight;
        sources[taps++] = source;
    }

    /** Four pixels: {@code y = start + Σ w x}; what they see lies {@code next} floats apart. */
    void four(
            float[] w,
            int atW,
            int start,
            float[] x,
            int atX,
            int next,
            float[] y,
            int atY,
            int step,
            int channels) {
        int count = taps;
        int[] kernel = weights;
        int[] seen = sources;
        for (int i = 0; i < channels; i += LANES) {
            int c = Math.min(i, channels - LANES);
            FloatVector sum0 = fromArray(SPECIES, w, start + c);
            FloatVector sum1 = sum0;
            FloatVector sum2 = sum0;
            FloatVector sum3 = sum0;
            for (int k = 0; k < count; k++) {
                FloatVector weight = fromArray(SPECIES, w, atW + kernel[k] + c);
                int at = atX + seen[k] + c;
                sum0 = weight.fma(fromArray(SPECIES, x, at), sum0);
                sum1 = weight.fma(fromArray(SPECIES, x, at + next), sum1);
                sum2 = weight.fma(fromArray(SPECIES, x, at + 2 * next), sum2);
                sum3 = weight.fma(fromArray(SPECIES, x, at + 3 * next), sum3);
            }
            sum0.intoArray(y, atY + c);
            sum1.intoArray(y, atY + step + c);
            sum2.intoArray(y, atY + 2 * step + c);
            sum3.intoArray(y, atY + 3 * step + c);
        }
    }

    /** One pixel. */
    void one(
            float[] w, int atW, int start, float[] x, int atX, float[] y, int atY, int channels) {
        int count = taps;
        int[] kernel = weights;
        int[] seen = sources;
        for (int i = 0; i < channels; i += LANES) {
            int c = Math.min(i, channels - LANES);
            FloatVector sum = fromArray(SPECIES, w, start + c);
            for (int k = 0; k < count; k++)
                sum =
                        fromArray(SPECIES, w, atW + kernel[k] + c)
                                .fma(fromArray(SPECIES, x, atX + seen[k] + c), sum);
            sum.intoArray(y, atY + c);
        }
    }

    /**
     * The slopes of three taps, two vectors of channels, over a row of pixels: {@code sums += x dy}.
     * Taps, vectors and sums that are named twice are made twice.
     */
    static void slopes(
            float[] x,
            int tap0,
            int tap1,
            int tap2,
            int next,
            float[] dy,
            int atY,
            int channels,
            int count,
            int apart,
            float[] sums,
            int to0,
            int to1,
            int to2,
            int slot) {
        FloatVector a0 = fromArray(SPECIES, sums, to0);
        FloatVector a1 = fromArray(SPECIES, sums, to1);
        FloatVector a2 = fromArray(SPECIES, sums, to2);
        FloatVector b0 = fromArray(SPECIES, sums, to0 + slot);
        FloatVector b1 = fromArray(SPECIES, sums, to1 + slot);
        FloatVector b2 = fromArray(SPECIES, sums, to2 + slot);
        for (int p = 0; p < count; p++) {
            FloatVector a = fromArray(SPECIES, dy, atY + p * channels);
            FloatVector b = fromArray(SPECIES, dy, atY + p * channels + apart);
            int at = p * next;
            a0 = a.fma(fromArray(SPECIES, x, tap0 + at), a0);
            a1 = a.fma(fromArray(SPECIES, x, tap1 + at), a1);
            a2 = a.fma(fromArray(SPECIES, x, tap2 + at), a2);
            b0 = b.fma(fromArray(SPECIES, x, tap0 + at + apart), b0);
            b1 = b.fma(fromArray(SPECIES, x, tap1 + at + apart), b1);
            b2 = b.fma(fromArray(SPECIES, x, tap2 + at + apart), b2);
        }
        a0.intoArray(sums, to0);
        a1.intoArray(sums, to1);
        a2.intoArray(sums, to2);
        b0.intoArray(sums, to0 + slot);
        b1.intoArray(sums, to1 + slot);
        b2.intoArray(sums, to2 + slot);
    }
}
