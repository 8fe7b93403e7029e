package jdl.kernel.vector;

import static jdk.incubator.vector.FloatVector.fromArray;
import static jdl.kernel.vector.Tile.LANES;
import static jdl.kernel.vector.Tile.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A row of a kernel along a row of an image: the sums stay in registers while the taps go by. What
 * is not a whole number of vectors is left to the next smaller ones.
 */
final class Correlation {

    /** Floats that belong to one tap's sums. */
    static final int SUMS = 64;

    private static final VectorSpecies<Float> SMALL = FloatVector.SPECIES_128;
    private static final int FEW = SMALL.length();

    private Correlation() {}

    /** Four vectors at a time, from one element on; returns where it ends. */
    static int four(
            float[] w,
            int atW,
            int rows,
            int taps,
            float[] x,
            int atX,
            int line,
            int step,
            float[] y,
            int atY,
            int from,
            int count) {
        int i = from;
        for (; i <= count - 4 * LANES; i += 4 * LANES) {
            FloatVector a = fromArray(SPECIES, y, atY + i);
            FloatVector b = fromArray(SPECIES, y, atY + i + LANES);
            FloatVector c = fromArray(SPECIES, y, atY + i + 2 * LANES);
            FloatVector d = fromArray(SPECIES, y, atY + i + 3 * LANES);
            for (int r = 0, weight = atW; r < rows; r++)
                for (int k = 0, at = atX + i + r * line; k < taps; k++, at += step, weight++) {
                    FloatVector tap = FloatVector.broadcast(SPECIES, w[weight]);
                    a = fromArray(SPECIES, x, at).mul(tap).add(a);
                    b = fromArray(SPECIES, x, at + LANES).mul(tap).add(b);
                    c = fromArray(SPECIES, x, at + 2 * LANES).mul(tap).add(c);
                    d = fromArray(SPECIES, x, at + 3 * LANES).mul(tap).add(d);
                }
            a.intoArray(y, atY + i);
            b.intoArray(y, atY + i + LANES);
            c.intoArray(y, atY + i + 2 * LANES);
            d.intoArray(y, atY + i + 3 * LANES);
        }
        return i;
    }

    /** Likewise, one vector at a time. */
    static int one(
            float[] w,
            int atW,
            int rows,
            int taps,
            float[] x,
            int atX,
            int line,
            int step,
            float[] y,
            int atY,
            int from,
            int count) {
        int i = from;
        for (; i <= count - LANES; i += LANES) {
            FloatVector a = fromArray(SPECIES, y, atY + i);
            for (int r = 0, weight = atW; r < rows; r++)
                for (int k = 0, at = atX + i + r * line; k < taps; k++, at += step, weight++)
                    a = fromArray(SPECIES, x, at).mul(w[weight]).add(a);
            a.intoArray(y, atY + i);
        }
        return i;
    }

    /** Likewise, with the smallest vectors: for small images and the ends of rows. */
    static int small(
            float[] w,
            int atW,
            int rows,
            int taps,
            float[] x,
            int atX,
            int line,
            int step,
            float[] y,
            int atY,
            int from,
            int count) {
        int i = from;
        for (; i <= count - FEW; i += FEW) {
            FloatVector a = fromArray(SMALL, y, atY + i);
            for (int r = 0, weight = atW; r < rows; r++)
                for (int k = 0, at = atX + i + r * line; k < taps; k++, at += step, weight++)
                    a = fromArray(SMALL, x, at).mul(w[weight]).add(a);
            a.intoArray(y, atY + i);
        }
        return i;
    }

    /** One element. */
    static float place(
            float[] w, int atW, int rows, int taps, float[] x, int atX, int line, int step) {
        float sum = 0;
        for (int r = 0, weight = atW; r < rows; r++)
            for (int k = 0, at = atX + r * line; k < taps; k++, at += step, weight++)
                sum += w[weight] * x[at];
        return sum;
    }

    /** {@code sums += x y}, lane by lane; count is a number of whole vectors. */
    static void toWeight(
            float[] x, int atX, float[] y, int atY, int count, float[] sums, int atSums) {
        FloatVector a = fromArray(SPECIES, sums, atSums);
        FloatVector b = fromArray(SPECIES, sums, atSums + LANES);
        int i = 0;
        for (; i <= count - 2 * LANES; i += 2 * LANES) {
            a = fromArray(SPECIES, x, atX + i).mul(fromArray(SPECIES, y, atY + i)).add(a);
            b =
                    fromArray(SPECIES, x, atX + i + LANES)
                            .mul(fromArray(SPECIES, y, atY + i + LANES))
                            .add(b);
        }
        if (i < count)
            a = fromArray(SPECIES, x, atX + i).mul(fromArray(SPECIES, y, atY + i)).add(a);
        a.intoArray(sums, atSums);
        b.intoArray(sums, atSums + LANES);
    }
}
