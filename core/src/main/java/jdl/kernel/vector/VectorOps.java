package jdl.kernel.vector;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdl.kernel.vector.Tile.LANES;
import static jdl.kernel.vector.Tile.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdl.kernel.FastMath;

/**
 * The operations on elements over vectors, one loop each, with the bits of the plain loops. They
 * call nothing but vectors' own methods, for the reason told at {@link Tile}.
 */
final class VectorOps {

    private VectorOps() {}

    static void add(float[] r, int a, int b, int to, int count) {
        for (int i = 0; i < count; i += LANES)
            fromArray(SPECIES, r, a + i).add(fromArray(SPECIES, r, b + i)).intoArray(r, to + i);
    }

    static void multiply(float[] r, int a, int b, int to, int count) {
        for (int i = 0; i < count; i += LANES)
            fromArray(SPECIES, r, a + i).mul(fromArray(SPECIES, r, b + i)).intoArray(r, to + i);
    }

    static void divide(float[] r, int a, int b, int to, int count) {
        for (int i = 0; i < count; i += LANES)
            fromArray(SPECIES, r, a + i).div(fromArray(SPECIES, r, b + i)).intoArray(r, to + i);
    }

    /** The steps of {@link FastMath#exp}. */
    static void exp(float[] r, int a, int to, int count) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector x =
                    fromArray(SPECIES, r, a + i).min(FastMath.EXP_MAX).max(FastMath.EXP_MIN);
            FloatVector rounded = x.mul(FastMath.LOG2_E).add(FastMath.ROUNDER);
            FloatVector n = rounded.sub(FastMath.ROUNDER);
            FloatVector q = x.sub(n.mul(FastMath.LN2_HIGH)).sub(n.mul(FastMath.LN2_LOW));
            FloatVector p = q.mul(FastMath.C7).add(FastMath.C6).mul(q).add(FastMath.C5);
            p = p.mul(q).add(FastMath.C4).mul(q).add(FastMath.C3).mul(q).add(FastMath.C2);
            p = p.mul(q.mul(q)).add(q).add(1);
            IntVector whole = rounded.reinterpretAsInts().sub(FastMath.ROUNDER_BITS);
            IntVector half = whole.lanewise(VectorOperators.ASHR, 1);
            IntVector rest = whole.sub(half).add(127).lanewise(VectorOperators.LSHL, 23);
            half = half.add(127).lanewise(VectorOperators.LSHL, 23);
            p.mul(half.reinterpretAsFloats()).mul(rest.reinterpretAsFloats()).intoArray(r, to + i);
        }
    }

    /** The steps of {@link FastMath#log}. */
    static void log(float[] from, int a, float[] r, int to, int count) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector x = fromArray(SPECIES, from, a + i);
            VectorMask<Float> small = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
            IntVector bits = x.blend(x.mul(0x1p23f), small).reinterpretAsInts();
            bits = bits.sub(FastMath.ROOT_HALF_BITS);
            IntVector whole = bits.lanewise(VectorOperators.ASHR, 23).add(FastMath.ROUNDER_BITS);
            FloatVector e = whole.reinterpretAsFloats().sub(FastMath.ROUNDER);
            e = e.blend(e.sub(23), small);
            bits = bits.and(0x7fffff).add(FastMath.ROOT_HALF_BITS);
            FloatVector f = bits.reinterpretAsFloats().sub(1);
            FloatVector s = f.div(f.add(2));
            FloatVector z = s.mul(s);
            FloatVector series = z.mul(FastMath.L9).add(FastMath.L7).mul(z).add(FastMath.L5);
            series = series.mul(z).add(FastMath.L3);
            FloatVector m = s.mul(z).mul(series).add(s.mul(2));
            FloatVector y = e.mul(FastMath.LN2_HIGH).add(e.mul(FastMath.LN2_LOW).add(m));
            VectorMask<Float> above = x.compare(VectorOperators.GT, 0);
            FloatVector edge = broadcast(SPECIES, Float.NaN).blend(x, above);
            edge = edge.blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0));
            above = above.and(x.compare(VectorOperators.LT, Float.POSITIVE_INFINITY));
            edge.blend(y, above).intoArray(r, to + i);
        }
    }

    /** The steps of {@link FastMath#tanh}. */
    static void tanh(float[] r, int a, int to, int count) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector x = fromArray(SPECIES, r, a + i);
            FloatVector y = x.abs().min(FastMath.TANH_MAX).mul(2);
            FloatVector rounded = y.mul(FastMath.LOG2_E).add(FastMath.ROUNDER);
            FloatVector n = rounded.sub(FastMath.ROUNDER);
            FloatVector q = y.sub(n.mul(FastMath.LN2_HIGH)).sub(n.mul(FastMath.LN2_LOW));
            FloatVector p = q.mul(FastMath.C7).add(FastMath.C6).mul(q).add(FastMath.C5);
            p = p.mul(q).add(FastMath.C4).mul(q).add(FastMath.C3).mul(q).add(FastMath.C2);
            p = p.mul(q.mul(q)).add(q);
            IntVector whole = rounded.reinterpretAsInts().sub(FastMath.ROUNDER_BITS).add(127);
            FloatVector power = whole.lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
            FloatVector t = power.mul(p).add(power.sub(1));
            IntVector sign = x.reinterpretAsInts().and(Integer.MIN_VALUE);
            IntVector size = t.div(t.add(2)).abs().reinterpretAsInts();
            size.or(sign).reinterpretAsFloats().intoArray(r, to + i);
        }
    }

    /** {@code e = e^-|x|} first, then {@code (x < 0 ? e : 1) / (1 + e)}. */
    static void sigmoid(float[] r, int a, int to, int count) {
        for (int i = 0; i < count; i += LANES)
            fromArray(SPECIES, r, a + i).abs().neg().intoArray(r, to + i);
        exp(r, to, to, count);
        for (int i = 0; i < count; i += LANES) {
            FloatVector e = fromArray(SPECIES, r, to + i);
            FloatVector one = broadcast(SPECIES, 1);
            one.blend(e, fromArray(SPECIES, r, a + i).compare(VectorOperators.LT, 0))
                    .div(e.add(1))
                    .intoArray(r, to + i);
        }
    }

    static void abs(float[] r, int a, int to, int count) {
        for (int i = 0; i < count; i += LANES)
            fromArray(SPECIES, r, a + i).abs().intoArray(r, to + i);
    }

    static void where(float[] r, int a, int b, int c, int to, int count) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector condition = fromArray(SPECIES, r, a + i);
            VectorMask<Float> known = condition.compare(VectorOperators.LE, 0);
            broadcast(SPECIES, Float.NaN)
                    .blend(fromArray(SPECIES, r, c + i), known)
                    .blend(fromArray(SPECIES, r, b + i), condition.compare(VectorOperators.GT, 0))
                    .intoArray(r, to + i);
        }
    }
}
