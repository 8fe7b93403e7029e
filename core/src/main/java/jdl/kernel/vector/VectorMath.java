package jdl.kernel.vector;

import static jdl.kernel.vector.Tile.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdl.kernel.FastMath;

/** {@link FastMath} over vectors, step for step, so that the bits are the same. */
final class VectorMath {

    private VectorMath() {}

    static FloatVector exp(FloatVector x) {
        FloatVector clamped = x.min(FastMath.EXP_MAX).max(FastMath.EXP_MIN);
        FloatVector rounded = rounded(clamped);
        IntVector n = rounded.reinterpretAsInts().sub(FastMath.ROUNDER_BITS);
        FloatVector p = expm1(remainder(clamped, rounded.sub(FastMath.ROUNDER))).add(1);
        IntVector half = n.lanewise(VectorOperators.ASHR, 1);
        return p.mul(powerOfTwo(half)).mul(powerOfTwo(n.sub(half)));
    }

    static FloatVector tanh(FloatVector x) {
        FloatVector y = x.abs().min(FastMath.TANH_MAX).mul(2);
        FloatVector rounded = rounded(y);
        FloatVector power = powerOfTwo(rounded.reinterpretAsInts().sub(FastMath.ROUNDER_BITS));
        FloatVector q = expm1(remainder(y, rounded.sub(FastMath.ROUNDER)));
        FloatVector t = power.fma(q, power.sub(1));
        return copySign(t.div(t.add(2)), x);
    }

    private static FloatVector copySign(FloatVector magnitude, FloatVector sign) {
        IntVector bit = sign.reinterpretAsInts().and(Integer.MIN_VALUE);
        return magnitude.abs().reinterpretAsInts().or(bit).reinterpretAsFloats();
    }

    private static FloatVector rounded(FloatVector x) {
        return x.fma(all(FastMath.LOG2_E), all(FastMath.ROUNDER));
    }

    private static FloatVector remainder(FloatVector x, FloatVector n) {
        return n.fma(all(-FastMath.LN2_LOW), n.fma(all(-FastMath.LN2_HIGH), x));
    }

    private static FloatVector expm1(FloatVector r) {
        FloatVector p = all(FastMath.C7).fma(r, all(FastMath.C6));
        p = p.fma(r, all(FastMath.C5)).fma(r, all(FastMath.C4)).fma(r, all(FastMath.C3));
        return p.fma(r, all(FastMath.C2)).fma(r.mul(r), r);
    }

    private static FloatVector powerOfTwo(IntVector n) {
        return n.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
    }

    private static FloatVector all(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
