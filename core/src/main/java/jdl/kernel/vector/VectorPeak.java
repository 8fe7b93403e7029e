package jdl.kernel.vector;

import static jdl.kernel.vector.Tile.LANES;
import static jdl.kernel.vector.Tile.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdl.kernel.Peak;

/**
 * The loops that measure the machine, over vectors. Twelve sums cover the latency of two units and
 * leave registers for the factors where there are but sixteen.
 */
final class VectorPeak implements Peak {

    private static final int SUMS = 12;

    @Override
    public int width() {
        return SUMS * LANES;
    }

    @Override
    public float fma(int rounds, float factor) {
        FloatVector x = FloatVector.broadcast(SPECIES, factor);
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = s0.add(1), s2 = s0.add(2), s3 = s0.add(3), s4 = s0.add(4);
        FloatVector s5 = s0.add(5), s6 = s0.add(6), s7 = s0.add(7), s8 = s0.add(8);
        FloatVector s9 = s0.add(9), s10 = s0.add(10), s11 = s0.add(11);
        for (int i = 0; i < rounds; i++) {
            s0 = s0.fma(x, one);
            s1 = s1.fma(x, one);
            s2 = s2.fma(x, one);
            s3 = s3.fma(x, one);
            s4 = s4.fma(x, one);
            s5 = s5.fma(x, one);
            s6 = s6.fma(x, one);
            s7 = s7.fma(x, one);
            s8 = s8.fma(x, one);
            s9 = s9.fma(x, one);
            s10 = s10.fma(x, one);
            s11 = s11.fma(x, one);
        }
        FloatVector low = s0.add(s1).add(s2).add(s3).add(s4).add(s5);
        FloatVector high = s6.add(s7).add(s8).add(s9).add(s10).add(s11);
        return low.add(high).reduceLanes(VectorOperators.ADD);
    }
}
