package jdl.kernel.vector;

import static jdk.incubator.vector.FloatVector.fromArray;
import static jdl.kernel.vector.Tile.LANES;
import static jdl.kernel.vector.Tile.SPECIES;

/**
 * A row of a kernel along a row of an image, three taps at a time. No vector outlives a turn of a
 * loop: with loops in one another, C2 turns those that do into objects. All vectors are of one
 * width: with smaller ones beside them the whole was seven times slower. What is less than a vector
 * goes element by element.
 */
final class Correlation {

    /** Floats that belong to one tap's sums. */
    static final int SUMS = 64;

    private Correlation() {}

    /** {@code y_i += Σ w_k x_(i + k step)} for three taps; returns where the vectors end. */
    static int three(
            float[] w, int atW, float[] x, int atX, int step, float[] y, int atY, int count) {
        float a = w[atW];
        float b = w[atW + 1];
        float c = w[atW + 2];
        int i = 0;
        for (; i <= count - LANES; i += LANES)
            fromArray(SPECIES, y, atY + i)
                    .add(fromArray(SPECIES, x, atX + i).mul(a))
                    .add(fromArray(SPECIES, x, atX + step + i).mul(b))
                    .add(fromArray(SPECIES, x, atX + 2 * step + i).mul(c))
                    .intoArray(y, atY + i);
        return i;
    }

    /** Likewise, element by element, from one element on. */
    static void rest(
            float[] w,
            int atW,
            float[] x,
            int atX,
            int step,
            float[] y,
            int atY,
            int from,
            int count) {
        float a = w[atW];
        float b = w[atW + 1];
        float c = w[atW + 2];
        for (int i = from; i < count; i++)
            y[atY + i] =
                    y[atY + i] + x[atX + i] * a + x[atX + step + i] * b + x[atX + 2 * step + i] * c;
    }

    /** {@code sums += x y}, lane by lane; returns where the vectors end. */
    static int toWeight(
            float[] x, int atX, float[] y, int atY, int count, float[] sums, int atSums) {
        int i = 0;
        for (; i <= count - 2 * LANES; i += 2 * LANES)
            fromArray(SPECIES, x, atX + i)
                    .mul(fromArray(SPECIES, y, atY + i))
                    .add(
                            fromArray(SPECIES, x, atX + i + LANES)
                                    .mul(fromArray(SPECIES, y, atY + i + LANES)))
                    .add(fromArray(SPECIES, sums, atSums))
                    .intoArray(sums, atSums);
        for (; i <= count - LANES; i += LANES)
            fromArray(SPECIES, x, atX + i)
                    .mul(fromArray(SPECIES, y, atY + i))
                    .add(fromArray(SPECIES, sums, atSums))
                    .intoArray(sums, atSums);
        return i;
    }

    /** Likewise, element by element, from one element on. */
    static void restToWeight(
            float[] x, int atX, float[] y, int atY, int from, int count, float[] sums, int atSums) {
        for (int i = from; i < count; i++) sums[atSums] += x[atX + i] * y[atY + i];
    }
}
