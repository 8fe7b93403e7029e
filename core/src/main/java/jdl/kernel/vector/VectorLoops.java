package jdl.kernel.vector;

import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdl.kernel.vector.Tile.LANES;
import static jdl.kernel.vector.Tile.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdl.kernel.Loops;
import jdl.kernel.Op;

/** The innermost loops over vectors; what is less than a vector is left to the plain ones. */
final class VectorLoops
        implements Loops, UpdateVectors, PoolingVectors, LocalVectors, ColumnVectors {

    @Override
    public void axpy(float a, float[] x, int atX, float[] y, int atY, int count) {
        int end = SPECIES.loopBound(count);
        for (int i = 0; i < end; i += LANES)
            fromArray(SPECIES, y, atY + i)
                    .add(fromArray(SPECIES, x, atX + i).mul(a))
                    .intoArray(y, atY + i);
        Loops.super.axpy(a, x, atX + end, y, atY + end, count - end);
    }

    @Override
    public void scale(float a, float[] x, int atX, int count) {
        int end = SPECIES.loopBound(count);
        for (int i = 0; i < end; i += LANES)
            fromArray(SPECIES, x, atX + i).mul(a).intoArray(x, atX + i);
        Loops.super.scale(a, x, atX + end, count - end);
    }

    @Override
    public void add(float[] x, int atX, float[] y, int atY, int count) {
        int end = SPECIES.loopBound(count);
        for (int i = 0; i < end; i += LANES)
            fromArray(SPECIES, y, atY + i)
                    .add(fromArray(SPECIES, x, atX + i))
                    .intoArray(y, atY + i);
        Loops.super.add(x, atX + end, y, atY + end, count - end);
    }

    @Override
    public void addNumber(float number, float[] x, int atX, int count) {
        int end = SPECIES.loopBound(count);
        for (int i = 0; i < end; i += LANES)
            fromArray(SPECIES, x, atX + i).add(number).intoArray(x, atX + i);
        Loops.super.addNumber(number, x, atX + end, count - end);
    }

    @Override
    public void clip(float limit, float[] x, int atX, int count) {
        int end = SPECIES.loopBound(count);
        for (int i = atX; i < atX + end; i += LANES)
            fromArray(SPECIES, x, i).min(limit).max(-limit).intoArray(x, i);
        Loops.super.clip(limit, x, atX + end, count - end);
    }

    @Override
    public void addSign(float a, float[] x, int atX, float[] y, int atY, int count) {
        int end = SPECIES.loopBound(count);
        for (int i = 0; i < end; i += LANES) {
            FloatVector v = fromArray(SPECIES, x, atX + i);
            FloatVector sign = v.blend(1, v.compare(GT, 0)).blend(-1, v.compare(LT, 0));
            fromArray(SPECIES, y, atY + i).add(sign.mul(a)).intoArray(y, atY + i);
        }
        Loops.super.addSign(a, x, atX + end, y, atY + end, count - end);
    }

    @Override
    public void standardize(
            float[] x, int atX, float mean, float a, float b, float[] y, int atY, int count) {
        int end = SPECIES.loopBound(count);
        for (int i = 0; i < end; i += LANES)
            fromArray(SPECIES, x, atX + i).sub(mean).mul(a).add(b).intoArray(y, atY + i);
        Loops.super.standardize(x, atX + end, mean, a, b, y, atY + end, count - end);
    }

    @Override
    public void bend(
            float[] x, int atX, float[] y, int atY, float slope, float[] z, int atZ, int count) {
        int end = SPECIES.loopBound(count);
        for (int i = 0; i < end; i += LANES) {
            FloatVector v = fromArray(SPECIES, x, atX + i);
            v.mul(slope)
                    .blend(v, fromArray(SPECIES, y, atY + i).compare(GT, 0))
                    .intoArray(z, atZ + i);
        }
        Loops.super.bend(x, atX + end, y, atY + end, slope, z, atZ + end, count - end);
    }

    @Override
    public void rectify(float[] y, int at, float slope, int count) {
        Sums.bend(slope, y, at, count);
    }

    @Override
    public void addStandardized(
            float a,
            float[] y,
            int atY,
            float[] x,
            int atX,
            float mean,
            float b,
            float c,
            float[] z,
            int atZ,
            int count) {
        int end = SPECIES.loopBound(count);
        for (int i = 0; i < end; i += LANES) {
            FloatVector rest = fromArray(SPECIES, x, atX + i).sub(mean).mul(b).add(c);
            FloatVector sum = fromArray(SPECIES, y, atY + i).mul(a).add(rest);
            fromArray(SPECIES, z, atZ + i).add(sum).intoArray(z, atZ + i);
        }
        int rest = count - end;
        Loops.super.addStandardized(a, y, atY + end, x, atX + end, mean, b, c, z, atZ + end, rest);
    }

    @Override
    public void correlate(
            float[] w,
            int atW,
            int rows,
            int taps,
            float[] x,
            int atX,
            int line,
            int step,
            float[] y,
            int atY,
            int count) {
        for (int r = 0; r < rows; r++) {
            int k = 0;
            for (; k <= taps - 3; k += 3) {
                int from = atX + r * line + k * step;
                int weight = atW + r * taps + k;
                int i = Correlation.three(w, weight, x, from, step, y, atY, count);
                Correlation.rest(w, weight, x, from, step, y, atY, i, count);
            }
            for (; k < taps; k++)
                axpy(w[atW + r * taps + k], x, atX + r * line + k * step, y, atY, count);
        }
    }

    @Override
    public void correlateToWeights(
            float[] x, int atX, int step, float[] y, int atY, int count, float[] sums, int taps) {
        for (int k = 0; k < taps; k++) {
            int at = k * Correlation.SUMS;
            int i = Correlation.toWeight(x, atX + k * step, y, atY, count, sums, at);
            Correlation.restToWeight(
                    x, atX + k * step, y, atY, i, count, sums, at + Correlation.SUMS / 2);
        }
    }

    /** The power and the normal chance stay plain: they are rare. */
    @Override
    public void apply(Op op, float[] floats, int a, int b, int c, int to, int count) {
        switch (op) {
            case ADD -> VectorOps.add(floats, a, b, to, count);
            case MULTIPLY -> VectorOps.multiply(floats, a, b, to, count);
            case DIVIDE -> VectorOps.divide(floats, a, b, to, count);
            case EXP -> VectorOps.exp(floats, a, to, count);
            case TANH -> VectorOps.tanh(floats, a, to, count);
            case SIGMOID -> VectorOps.sigmoid(floats, a, to, count);
            case ABS -> VectorOps.abs(floats, a, to, count);
            case WHERE -> VectorOps.where(floats, a, b, c, to, count);
            case LOG -> VectorOps.log(floats, a, floats, to, count);
            case POWER, NORMAL_CDF -> Loops.super.apply(op, floats, a, b, c, to, count);
        }
    }
}
