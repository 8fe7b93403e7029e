package jdl.kernel.vector;

import static jdk.incubator.vector.FloatVector.fromArray;
import static jdl.kernel.vector.Tile.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Sums over the taps of kernels that see one channel each, a vector of channels at a time: weights
 * lie tap by tap, {@code channels} floats apart, pixels of the source {@code next} apart.
 */
final class DepthwiseTile {

    private DepthwiseTile() {}

    /**
     * A row of pixels under a kernel of three rows and three neighbouring columns that goes in
     * steps of one. Each column of the source is loaded once, for the three results that see it.
     */
    static void slide(
            float[] w,
            int at,
            int channels,
            int start,
            float[] x,
            int from,
            int row,
            int next,
            float[] y,
            int to,
            int step,
            int count) {
        FloatVector w00 = fromArray(SPECIES, w, at);
        FloatVector w01 = fromArray(SPECIES, w, at + channels);
        FloatVector w02 = fromArray(SPECIES, w, at + 2 * channels);
        FloatVector w10 = fromArray(SPECIES, w, at + 3 * channels);
        FloatVector w11 = fromArray(SPECIES, w, at + 4 * channels);
        FloatVector w12 = fromArray(SPECIES, w, at + 5 * channels);
        FloatVector w20 = fromArray(SPECIES, w, at + 6 * channels);
        FloatVector w21 = fromArray(SPECIES, w, at + 7 * channels);
        FloatVector w22 = fromArray(SPECIES, w, at + 8 * channels);
        FloatVector begin = fromArray(SPECIES, w, start);
        FloatVector a = fromArray(SPECIES, x, from);
        FloatVector b = fromArray(SPECIES, x, from + row);
        FloatVector c = fromArray(SPECIES, x, from + 2 * row);
        FloatVector nearly = w20.fma(c, w10.fma(b, w00.fma(a, begin)));
        a = fromArray(SPECIES, x, from + next);
        b = fromArray(SPECIES, x, from + next + row);
        c = fromArray(SPECIES, x, from + next + 2 * row);
        nearly = w21.fma(c, w11.fma(b, w01.fma(a, nearly)));
        FloatVector begun = w20.fma(c, w10.fma(b, w00.fma(a, begin)));
        for (int i = 0; i < count; i++) {
            int column = from + (i + 2) * next;
            a = fromArray(SPECIES, x, column);
            b = fromArray(SPECIES, x, column + row);
            c = fromArray(SPECIES, x, column + 2 * row);
            w22.fma(c, w12.fma(b, w02.fma(a, nearly))).intoArray(y, to + i * step);
            nearly = w21.fma(c, w11.fma(b, w01.fma(a, begun)));
            begun = w20.fma(c, w10.fma(b, w00.fma(a, begin)));
        }
    }

    /** A row of pixels under nine taps, three of which see {@code row} floats behind the others. */
    static void nine(
            float[] w,
            int at,
            int channels,
            int start,
            float[] x,
            int from,
            int row,
            int column,
            int next,
            float[] y,
            int to,
            int step,
            int count) {
        FloatVector w00 = fromArray(SPECIES, w, at);
        FloatVector w01 = fromArray(SPECIES, w, at + channels);
        FloatVector w02 = fromArray(SPECIES, w, at + 2 * channels);
        FloatVector w10 = fromArray(SPECIES, w, at + 3 * channels);
        FloatVector w11 = fromArray(SPECIES, w, at + 4 * channels);
        FloatVector w12 = fromArray(SPECIES, w, at + 5 * channels);
        FloatVector w20 = fromArray(SPECIES, w, at + 6 * channels);
        FloatVector w21 = fromArray(SPECIES, w, at + 7 * channels);
        FloatVector w22 = fromArray(SPECIES, w, at + 8 * channels);
        FloatVector begin = fromArray(SPECIES, w, start);
        for (int i = 0; i < count; i++) {
            int top = from + i * next;
            int middle = top + row;
            int low = middle + row;
            FloatVector sum = w00.fma(fromArray(SPECIES, x, top), begin);
            sum = w01.fma(fromArray(SPECIES, x, top + column), sum);
            sum = w02.fma(fromArray(SPECIES, x, top + 2 * column), sum);
            sum = w10.fma(fromArray(SPECIES, x, middle), sum);
            sum = w11.fma(fromArray(SPECIES, x, middle + column), sum);
            sum = w12.fma(fromArray(SPECIES, x, middle + 2 * column), sum);
            sum = w20.fma(fromArray(SPECIES, x, low), sum);
            sum = w21.fma(fromArray(SPECIES, x, low + column), sum);
            sum = w22.fma(fromArray(SPECIES, x, low + 2 * column), sum);
            sum.intoArray(y, to + i * step);
        }
    }

    /**
     * Two pixels under any taps, {@code seen} floats from where the first pixel's kernel begins.
     */
    static void two(
            float[] w,
            int at,
            int channels,
            int start,
            float[] x,
            int from,
            int[] seen,
            int next,
            float[] y,
            int to,
            int step) {
        FloatVector sum0 = fromArray(SPECIES, w, start);
        FloatVector sum1 = sum0;
        for (int k = 0; k < seen.length; k++) {
            FloatVector weight = fromArray(SPECIES, w, at + k * channels);
            sum0 = weight.fma(fromArray(SPECIES, x, from + seen[k]), sum0);
            sum1 = weight.fma(fromArray(SPECIES, x, from + seen[k] + next), sum1);
        }
        sum0.intoArray(y, to);
        sum1.intoArray(y, to + step);
    }
}
