package jdl.kernel.vector;

import static jdk.incubator.vector.FloatVector.fromArray;
import static jdl.kernel.vector.Tile.LANES;
import static jdl.kernel.vector.Tile.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdl.kernel.LocalLoops;

/** The loops of normalisations by what is near over vectors, with the bits of the plain ones. */
interface LocalVectors extends LocalLoops {

    @Override
    default void multiply(float[] x, int atX, float[] y, int atY, float[] z, int atZ, int count) {
        int end = SPECIES.loopBound(count);
        for (int i = 0; i < end; i += LANES)
            fromArray(SPECIES, x, atX + i)
                    .mul(fromArray(SPECIES, y, atY + i))
                    .intoArray(z, atZ + i);
        LocalLoops.super.multiply(x, atX + end, y, atY + end, z, atZ + end, count - end);
    }

    @Override
    default void near(
            float[] x,
            int atX,
            int step,
            int taps,
            float k,
            float weight,
            float[] y,
            int atY,
            int count) {
        int end = SPECIES.loopBound(count);
        if (taps == 5)
            for (int i = 0; i < end; i += LANES) five(x, atX + i, step, k, weight, y, atY + i);
        else
            for (int i = 0; i < end; i += LANES) any(x, atX + i, step, taps, k, weight, y, atY + i);
        LocalLoops.super.near(x, atX + end, step, taps, k, weight, y, atY + end, count - end);
    }

    /** As nets have it. */
    private static void five(
            float[] x, int at, int step, float k, float weight, float[] y, int to) {
        fromArray(SPECIES, x, at)
                .add(fromArray(SPECIES, x, at + step))
                .add(fromArray(SPECIES, x, at + 2 * step))
                .add(fromArray(SPECIES, x, at + 3 * step))
                .add(fromArray(SPECIES, x, at + 4 * step))
                .mul(weight)
                .add(k)
                .intoArray(y, to);
    }

    private static void any(
            float[] x, int at, int step, int taps, float k, float weight, float[] y, int to) {
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int t = 0; t < taps; t++) sum = sum.add(fromArray(SPECIES, x, at + t * step));
        sum.mul(weight).add(k).intoArray(y, to);
    }

    @Override
    default void power(float exponent, float[] x, int atX, float[] y, int atY, int count) {
        int end = SPECIES.loopBound(count);
        if (exponent == -0.75f)
            for (int i = 0; i < end; i += LANES) {
                FloatVector root = fromArray(SPECIES, x, atX + i).sqrt();
                FloatVector.broadcast(SPECIES, 1).div(root.mul(root.sqrt())).intoArray(y, atY + i);
            }
        else {
            VectorOps.log(x, atX, y, atY, end);
            for (int i = 0; i < end; i += LANES)
                fromArray(SPECIES, y, atY + i).mul(exponent).intoArray(y, atY + i);
            VectorOps.exp(y, atY, atY, end);
        }
        LocalLoops.super.power(exponent, x, atX + end, y, atY + end, count - end);
    }

    @Override
    default void shares(
            float[] x,
            int atX,
            float[] y,
            int atY,
            float[] size,
            int atSize,
            float[] z,
            int atZ,
            int count) {
        int end = SPECIES.loopBound(count);
        for (int i = 0; i < end; i += LANES)
            fromArray(SPECIES, x, atX + i)
                    .mul(fromArray(SPECIES, y, atY + i))
                    .div(fromArray(SPECIES, size, atSize + i))
                    .intoArray(z, atZ + i);
        LocalLoops.super.shares(
                x, atX + end, y, atY + end, size, atSize + end, z, atZ + end, count - end);
    }

    @Override
    default void addProducts(
            float[] x, int atX, float[] y, int atY, float[] z, int atZ, int count) {
        int end = SPECIES.loopBound(count);
        for (int i = 0; i < end; i += LANES) {
            FloatVector product =
                    fromArray(SPECIES, x, atX + i).mul(fromArray(SPECIES, y, atY + i));
            fromArray(SPECIES, z, atZ + i).add(product).intoArray(z, atZ + i);
        }
        LocalLoops.super.addProducts(x, atX + end, y, atY + end, z, atZ + end, count - end);
    }
}
