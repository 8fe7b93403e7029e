package jdl.kernel.vector;

import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdl.kernel.vector.Tile.LANES;
import static jdl.kernel.vector.Tile.SPECIES;

import jdk.incubator.vector.FloatVector;

/** Sums of a tile on their way into memory. */
final class Sums {

    private Sums() {}

    /** {@code y = sums}. */
    static void put(float[] sums, int from, float[] y, int to, int size) {
        int end = SPECIES.loopBound(size);
        for (int i = 0; i < end; i += LANES)
            fromArray(SPECIES, sums, from + i).intoArray(y, to + i);
        for (int i = end; i < size; i++) y[to + i] = sums[from + i];
    }

    /** {@code y += sums}. */
    static void add(float[] sums, int from, float[] y, int to, int size) {
        int end = SPECIES.loopBound(size);
        for (int i = 0; i < end; i += LANES)
            fromArray(SPECIES, y, to + i)
                    .add(fromArray(SPECIES, sums, from + i))
                    .intoArray(y, to + i);
        for (int i = end; i < size; i++) y[to + i] += sums[from + i];
    }

    /** {@code y = bias + sums}. */
    static void put(float[] sums, int from, float[] bias, int at, float[] y, int to, int size) {
        int end = SPECIES.loopBound(size);
        for (int i = 0; i < end; i += LANES)
            fromArray(SPECIES, bias, at + i)
                    .add(fromArray(SPECIES, sums, from + i))
                    .intoArray(y, to + i);
        for (int i = end; i < size; i++) y[to + i] = bias[at + i] + sums[from + i];
    }

    /** {@code y = bias + sums}, bent by a slope; {@code size} is a multiple of the lanes. */
    static void finish(
            float[] sums,
            int from,
            float[] bias,
            int at,
            float slope,
            float[] y,
            int to,
            int size) {
        for (int i = 0; i < size; i += LANES) {
            FloatVector v =
                    fromArray(SPECIES, bias, at + i).add(fromArray(SPECIES, sums, from + i));
            v.mul(slope).add(0f).blend(v, v.compare(GT, 0)).intoArray(y, to + i);
        }
    }

    /** {@code y = y > 0 ? y : slope y}. */
    static void bend(float slope, float[] y, int at, int size) {
        int end = at + SPECIES.loopBound(size);
        for (int i = at; i < end; i += LANES) {
            FloatVector v = fromArray(SPECIES, y, i);
            v.mul(slope).add(0f).blend(v, v.compare(GT, 0)).intoArray(y, i);
        }
        for (int i = end; i < at + size; i++) if (!(y[i] > 0)) y[i] = y[i] * slope + 0f;
    }
}
