package jdl.kernel.vector;

import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.NE;
import static jdl.kernel.vector.Tile.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdl.kernel.PoolingLoops.Pixels;

/** The largest floats of a window and where they are, two vectors of lanes at a time. */
final class MaxTile {

    private MaxTile() {}

    /** Two stretches of a window's floats; false if there is a NaN among them. */
    static boolean run(
            Pixels p,
            int from,
            int lines,
            int left,
            int columns,
            int lane,
            int next,
            int first,
            float[] y,
            int atY,
            float[] choice,
            int atChoice) {
        float[] x = p.floats();
        int lanes = p.lanes();
        int taps = lines * columns;
        int apart = next - lane;
        int at = from + left * lanes + lane;
        FloatVector number = FloatVector.broadcast(SPECIES, first + left);
        FloatVector max0 = fromArray(SPECIES, x, at);
        FloatVector max1 = fromArray(SPECIES, x, at + apart);
        FloatVector best0 = number;
        FloatVector best1 = number;
        FloatVector sum0 = FloatVector.zero(SPECIES);
        FloatVector sum1 = sum0;
        for (int tap = 0, c = 0; tap < taps; tap++) {
            FloatVector x0 = fromArray(SPECIES, x, at);
            FloatVector x1 = fromArray(SPECIES, x, at + apart);
            VectorMask<Float> better0 = x0.compare(GT, max0);
            VectorMask<Float> better1 = x1.compare(GT, max1);
            max0 = max0.blend(x0, better0);
            max1 = max1.blend(x1, better1);
            best0 = best0.blend(number, better0);
            best1 = best1.blend(number, better1);
            sum0 = sum0.add(x0.mul(0));
            sum1 = sum1.add(x1.mul(0));
            int skipped = ++c == columns ? p.along().size() - columns + 1 : 1;
            c = c == columns ? 0 : c;
            number = number.add(skipped);
            at += skipped * lanes;
        }
        max0.intoArray(y, atY);
        max1.intoArray(y, atY + apart);
        best0.intoArray(choice, atChoice);
        best1.intoArray(choice, atChoice + apart);
        return !sum0.add(sum1).compare(NE, 0).anyTrue();
    }
}
