package jdl.kernel.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import jdl.kernel.MomentLoops;

/**
 * The sums of {@link MomentLoops}: four vectors of four doubles, whatever the machine, so that the
 * bits are those of the plain sums.
 */
final class Sums {

    private static final VectorSpecies<Double> FOUR = DoubleVector.SPECIES_256;
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_128;

    /** Whether the machine has such vectors. */
    static final boolean USABLE = DoubleVector.SPECIES_PREFERRED.length() >= FOUR.length();

    private Sums() {}

    /** How many elements the vectors take; the others are added one by one. */
    private static int bound(int count) {
        return count / MomentLoops.SUMS * MomentLoops.SUMS;
    }

    private static DoubleVector four(float[] x, int at) {
        var floats = FloatVector.fromArray(FLOATS, x, at);
        return (DoubleVector) floats.convertShape(VectorOperators.F2D, FOUR, 0);
    }

    static double sum(float[] x, int atX, int count) {
        var a = DoubleVector.zero(FOUR);
        var b = DoubleVector.zero(FOUR);
        var c = DoubleVector.zero(FOUR);
        var d = DoubleVector.zero(FOUR);
        int end = bound(count);
        for (int i = atX; i < atX + end; i += MomentLoops.SUMS) {
            a = a.add(four(x, i));
            b = b.add(four(x, i + 4));
            c = c.add(four(x, i + 8));
            d = d.add(four(x, i + 12));
        }
        double[] sums = side(a, b, c, d);
        for (int i = end; i < count; i++) sums[i - end] += x[atX + i];
        return MomentLoops.together(sums);
    }

    static double squares(float[] x, int atX, float mean, int count) {
        var a = DoubleVector.zero(FOUR);
        var b = DoubleVector.zero(FOUR);
        var c = DoubleVector.zero(FOUR);
        var d = DoubleVector.zero(FOUR);
        int end = bound(count);
        for (int i = atX; i < atX + end; i += MomentLoops.SUMS) {
            var p = four(x, i).sub(mean);
            var q = four(x, i + 4).sub(mean);
            var r = four(x, i + 8).sub(mean);
            var s = four(x, i + 12).sub(mean);
            a = a.add(p.mul(p));
            b = b.add(q.mul(q));
            c = c.add(r.mul(r));
            d = d.add(s.mul(s));
        }
        double[] sums = side(a, b, c, d);
        for (int i = end; i < count; i++) {
            double off = (double) x[atX + i] - mean;
            sums[i - end] += off * off;
        }
        return MomentLoops.together(sums);
    }

    static double products(float[] y, int atY, float[] x, int atX, float mean, int count) {
        var a = DoubleVector.zero(FOUR);
        var b = DoubleVector.zero(FOUR);
        var c = DoubleVector.zero(FOUR);
        var d = DoubleVector.zero(FOUR);
        int end = bound(count);
        for (int i = 0; i < end; i += MomentLoops.SUMS) {
            a = a.add(four(y, atY + i).mul(four(x, atX + i).sub(mean)));
            b = b.add(four(y, atY + i + 4).mul(four(x, atX + i + 4).sub(mean)));
            c = c.add(four(y, atY + i + 8).mul(four(x, atX + i + 8).sub(mean)));
            d = d.add(four(y, atY + i + 12).mul(four(x, atX + i + 12).sub(mean)));
        }
        double[] sums = side(a, b, c, d);
        for (int i = end; i < count; i++)
            sums[i - end] += y[atY + i] * ((double) x[atX + i] - mean);
        return MomentLoops.together(sums);
    }

    private static double[] side(DoubleVector a, DoubleVector b, DoubleVector c, DoubleVector d) {
        double[] sums = new double[MomentLoops.SUMS];
        a.intoArray(sums, 0);
        b.intoArray(sums, 4);
        c.intoArray(sums, 8);
        d.intoArray(sums, 12);
        return sums;
    }
}
