package jdl.kernel.vector;

import static jdk.incubator.vector.FloatVector.fromArray;
import static jdl.kernel.vector.Tile.LANES;
import static jdl.kernel.vector.Tile.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A row of a kernel along a row of an image, three taps at a time. No vector outlives a turn of a
 * loop: with loops in one another, C2 turns those that do into objects. Each method goes on from an
 * element and returns where it ends; what is left is for smaller vectors.
 */
final class Correlation {

    /** Floats that belong to one tap's sums. */
    static final int SUMS = 64;

    private static final VectorSpecies<Float> SMALL = FloatVector.SPECIES_128;
    private static final int FEW = SMALL.length();

    private Correlation() {}

    /** {@code y_i += Σ w_k x_(i + k step)} for three taps. */
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

    /** Likewise, with small vectors: for small images and the ends of rows. */
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
        int i = from;
        for (; i <= count - FEW; i += FEW)
            fromArray(SMALL, y, atY + i)
                    .add(fromArray(SMALL, x, atX + i).mul(a))
                    .add(fromArray(SMALL, x, atX + step + i).mul(b))
                    .add(fromArray(SMALL, x, atX + 2 * step + i).mul(c))
                    .intoArray(y, atY + i);
        for (; i < count; i++)
            y[atY + i] =
                    y[atY + i] + x[atX + i] * a + x[atX + step + i] * b + x[atX + 2 * step + i] * c;
    }

    /** {@code sums += x y}, lane by lane. */
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
        return i;
    }

    /** Likewise, with small vectors, in sums of their own. */
    static void restToWeight(
            float[] x, int atX, float[] y, int atY, int from, int count, float[] sums, int atSums) {
        int i = from;
        for (; i <= count - FEW; i += FEW)
            fromArray(SMALL, x, atX + i)
                    .mul(fromArray(SMALL, y, atY + i))
                    .add(fromArray(SMALL, sums, atSums))
                    .intoArray(sums, atSums);
        for (; i < count; i++) sums[atSums] += x[atX + i] * y[atY + i];
    }
}
