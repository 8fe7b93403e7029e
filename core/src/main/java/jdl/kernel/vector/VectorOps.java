package jdl.kernel.vector;

import static jdl.kernel.vector.Tile.LANES;
import static jdl.kernel.vector.Tile.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** The operations on elements over vectors, one short loop each; the bits of the plain loops. */
final class VectorOps {

    private VectorOps() {}

    static void add(float[] r, int a, int b, int to, int count) {
        for (int i = 0; i < count; i += LANES) at(r, a + i).add(at(r, b + i)).intoArray(r, to + i);
    }

    static void multiply(float[] r, int a, int b, int to, int count) {
        for (int i = 0; i < count; i += LANES) at(r, a + i).mul(at(r, b + i)).intoArray(r, to + i);
    }

    static void divide(float[] r, int a, int b, int to, int count) {
        for (int i = 0; i < count; i += LANES) at(r, a + i).div(at(r, b + i)).intoArray(r, to + i);
    }

    static void exp(float[] r, int a, int to, int count) {
        for (int i = 0; i < count; i += LANES) VectorMath.exp(at(r, a + i)).intoArray(r, to + i);
    }

    static void tanh(float[] r, int a, int to, int count) {
        for (int i = 0; i < count; i += LANES) VectorMath.tanh(at(r, a + i)).intoArray(r, to + i);
    }

    static void sigmoid(float[] r, int a, int to, int count) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector x = at(r, a + i);
            FloatVector e = VectorMath.exp(x.abs().neg());
            FloatVector one = FloatVector.broadcast(SPECIES, 1);
            one.blend(e, x.lt(0)).div(e.add(1)).intoArray(r, to + i);
        }
    }

    static void abs(float[] r, int a, int to, int count) {
        for (int i = 0; i < count; i += LANES) at(r, a + i).abs().intoArray(r, to + i);
    }

    static void where(float[] r, int a, int b, int c, int to, int count) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector condition = at(r, a + i);
            VectorMask<Float> known = condition.compare(VectorOperators.LE, 0);
            FloatVector.broadcast(SPECIES, Float.NaN)
                    .blend(at(r, c + i), known)
                    .blend(at(r, b + i), condition.compare(VectorOperators.GT, 0))
                    .intoArray(r, to + i);
        }
    }

    private static FloatVector at(float[] r, int index) {
        return FloatVector.fromArray(SPECIES, r, index);
    }
}
