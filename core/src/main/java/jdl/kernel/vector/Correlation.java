package jdl.kernel.vector;

import static jdk.incubator.vector.FloatVector.fromArray;
import static jdl.kernel.vector.Tile.LANES;
import static jdl.kernel.vector.Tile.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * A row of a kernel along a row of an image: the sums stay in registers while the taps go by. What
 * is not a whole number of vectors is left to the caller.
 */
final class Correlation {

    /** Floats that belong to one tap's sums. */
    static final int SUMS = 64;

    private Correlation() {}

    /** Four vectors at a time; returns how many elements are done. */
    static int wide(
            float[] w,
            int atW,
            int taps,
            float[] x,
            int atX,
            int step,
            float[] y,
            int atY,
            int count) {
        int i = 0;
        for (; i <= count - 4 * LANES; i += 4 * LANES) {
            FloatVector a = fromArray(SPECIES, y, atY + i);
            FloatVector b = fromArray(SPECIES, y, atY + i + LANES);
            FloatVector c = fromArray(SPECIES, y, atY + i + 2 * LANES);
            FloatVector d = fromArray(SPECIES, y, atY + i + 3 * LANES);
            for (int k = 0, at = atX + i; k < taps; k++, at += step) {
                FloatVector tap = FloatVector.broadcast(SPECIES, w[atW + k]);
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

    /** One vector at a time; returns how many elements are done. */
    static int narrow(
            float[] w,
            int atW,
            int taps,
            float[] x,
            int atX,
            int step,
            float[] y,
            int atY,
            int count) {
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            FloatVector a = fromArray(SPECIES, y, atY + i);
            for (int k = 0, at = atX + i; k < taps; k++, at += step)
                a = fromArray(SPECIES, x, at).mul(w[atW + k]).add(a);
            a.intoArray(y, atY + i);
        }
        return i;
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
