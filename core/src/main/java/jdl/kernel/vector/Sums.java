package jdl.kernel.vector;

import static jdk.incubator.vector.FloatVector.fromArray;
import static jdl.kernel.vector.Tile.LANES;
import static jdl.kernel.vector.Tile.SPECIES;

import jdl.kernel.ConvolutionKernels.Finish;

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

    /** {@code y = y < 0 ? slope y : y}. */
    static void bend(Finish finish, float[] y, int at, int size) {
        float slope = finish.slope();
        for (int i = at; i < at + size; i++) y[i] = y[i] < 0 ? y[i] * slope : y[i];
    }
}
