package jdl.kernel.vector;

import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdl.kernel.vector.Tile.LANES;
import static jdl.kernel.vector.Tile.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdl.kernel.ColumnLoops;

/**
 * The loops over columns, a vector of columns at a time; sums take four rows at once, so that they
 * are fetched and put back a quarter as often. Columns beyond the last vector are taken one by one.
 */
interface ColumnVectors extends ColumnLoops {

    @Override
    default void columnMoments(
            float[] x, int atX, int rows, int width, float[] c, int atC, float[] s, int atS) {
        int end = SPECIES.loopBound(width);
        int r = 0;
        for (; r < rows - 3; r += 4) fourMoments(x, atX + r * width, width, end, c, atC, s, atS);
        for (; r < rows; r++) moments(x, atX + r * width, width, end, c, atC, s, atS);
        for (r = 0; r < rows; r++) restMoments(x, atX + r * width, width, end, c, atC, s, atS);
    }

    private static void fourMoments(
            float[] x, int atX, int width, int end, float[] c, int atC, float[] s, int atS) {
        for (int j = 0; j < end; j += LANES) {
            FloatVector shift = fromArray(SPECIES, c, atC + j);
            FloatVector a = fromArray(SPECIES, x, atX + j).sub(shift);
            FloatVector b = fromArray(SPECIES, x, atX + width + j).sub(shift);
            FloatVector d = fromArray(SPECIES, x, atX + 2 * width + j).sub(shift);
            FloatVector e = fromArray(SPECIES, x, atX + 3 * width + j).sub(shift);
            FloatVector sum = a.add(b).add(d.add(e));
            FloatVector squares = a.fma(a, b.mul(b)).add(d.fma(d, e.mul(e)));
            fromArray(SPECIES, s, atS + j).add(sum).intoArray(s, atS + j);
            fromArray(SPECIES, s, atS + width + j).add(squares).intoArray(s, atS + width + j);
        }
    }

    private static void moments(
            float[] x, int atX, int width, int end, float[] c, int atC, float[] s, int atS) {
        for (int j = 0; j < end; j += LANES) {
            FloatVector a = fromArray(SPECIES, x, atX + j).sub(fromArray(SPECIES, c, atC + j));
            fromArray(SPECIES, s, atS + j).add(a).intoArray(s, atS + j);
            a.fma(a, fromArray(SPECIES, s, atS + width + j)).intoArray(s, atS + width + j);
        }
    }

    private static void restMoments(
            float[] x, int atX, int width, int from, float[] c, int atC, float[] s, int atS) {
        for (int j = from; j < width; j++) {
            float off = x[atX + j] - c[atC + j];
            s[atS + j] += off;
            s[atS + width + j] += off * off;
        }
    }

    @Override
    default void columnProducts(
            float[] dy,
            int atDy,
            float[] y,
            int atY,
            float slope,
            float[] x,
            int atX,
            int rows,
            int width,
            float[] c,
            int atC,
            float[] s,
            int atS) {
        int end = SPECIES.loopBound(width);
        for (int r = 0; r < rows; r += 2) {
            int i = r * width;
            if (r + 1 == rows)
                products(dy, atDy + i, y, atY + i, slope, x, atX + i, width, end, c, atC, s, atS);
            else
                twoProducts(
                        dy, atDy + i, y, atY + i, slope, x, atX + i, width, end, c, atC, s, atS);
        }
        for (int r = 0; r < rows; r++) {
            int i = r * width;
            restProducts(dy, atDy + i, y, atY + i, slope, x, atX + i, width, end, c, atC, s, atS);
        }
    }

    private static void twoProducts(
            float[] dy,
            int atDy,
            float[] y,
            int atY,
            float slope,
            float[] x,
            int atX,
            int width,
            int end,
            float[] c,
            int atC,
            float[] s,
            int atS) {
        for (int j = 0; j < end; j += LANES) {
            FloatVector mean = fromArray(SPECIES, c, atC + j);
            FloatVector d = fromArray(SPECIES, dy, atDy + j);
            d = d.mul(slope).blend(d, fromArray(SPECIES, y, atY + j).compare(GT, 0));
            FloatVector e = fromArray(SPECIES, dy, atDy + width + j);
            e = e.mul(slope).blend(e, fromArray(SPECIES, y, atY + width + j).compare(GT, 0));
            FloatVector a = fromArray(SPECIES, x, atX + j).sub(mean).mul(d);
            FloatVector b = fromArray(SPECIES, x, atX + width + j).sub(mean).fma(e, a);
            fromArray(SPECIES, s, atS + j).add(d.add(e)).intoArray(s, atS + j);
            fromArray(SPECIES, s, atS + width + j).add(b).intoArray(s, atS + width + j);
        }
    }

    private static void products(
            float[] dy,
            int atDy,
            float[] y,
            int atY,
            float slope,
            float[] x,
            int atX,
            int width,
            int end,
            float[] c,
            int atC,
            float[] s,
            int atS) {
        for (int j = 0; j < end; j += LANES) {
            FloatVector d = fromArray(SPECIES, dy, atDy + j);
            d = d.mul(slope).blend(d, fromArray(SPECIES, y, atY + j).compare(GT, 0));
            FloatVector a = fromArray(SPECIES, x, atX + j).sub(fromArray(SPECIES, c, atC + j));
            fromArray(SPECIES, s, atS + j).add(d).intoArray(s, atS + j);
            a.fma(d, fromArray(SPECIES, s, atS + width + j)).intoArray(s, atS + width + j);
        }
    }

    private static void restProducts(
            float[] dy,
            int atDy,
            float[] y,
            int atY,
            float slope,
            float[] x,
            int atX,
            int width,
            int from,
            float[] c,
            int atC,
            float[] s,
            int atS) {
        for (int j = from; j < width; j++) {
            float d = y[atY + j] > 0 ? dy[atDy + j] : slope * dy[atDy + j];
            s[atS + j] += d;
            s[atS + width + j] += d * (x[atX + j] - c[atC + j]);
        }
    }

    @Override
    default void standardizeColumns(
            float[] x,
            int atX,
            int rows,
            int width,
            float[] c,
            int atC,
            float slope,
            float[] y,
            int atY) {
        int end = SPECIES.loopBound(width);
        for (int r = 0; r < rows; r++) {
            int i = r * width;
            standardize(x, atX + i, width, end, c, atC, slope, y, atY + i);
            if (end < width) restStandardize(x, atX + i, width, end, c, atC, slope, y, atY + i);
        }
    }

    private static void standardize(
            float[] x,
            int atX,
            int width,
            int end,
            float[] c,
            int atC,
            float slope,
            float[] y,
            int atY) {
        for (int j = 0; j < end; j += LANES) {
            FloatVector v = standardized(x, atX + j, c, atC + j, width, 1);
            v.mul(slope).add(0f).blend(v, v.compare(GT, 0)).intoArray(y, atY + j);
        }
    }

    /** {@code (x - c₀) cₖ + cₖ₊₁}. */
    private static FloatVector standardized(
            float[] x, int atX, float[] c, int atC, int width, int k) {
        return fromArray(SPECIES, x, atX)
                .sub(fromArray(SPECIES, c, atC))
                .mul(fromArray(SPECIES, c, atC + k * width))
                .add(fromArray(SPECIES, c, atC + (k + 1) * width));
    }

    private static void restStandardize(
            float[] x,
            int atX,
            int width,
            int from,
            float[] c,
            int atC,
            float slope,
            float[] y,
            int atY) {
        for (int j = from; j < width; j++) {
            float v = (x[atX + j] - c[atC + j]) * c[atC + width + j] + c[atC + 2 * width + j];
            y[atY + j] = v > 0 ? v : slope * v + 0f;
        }
    }

    @Override
    default void addStandardizedColumns(
            float[] dy,
            int atDy,
            float[] y,
            int atY,
            float slope,
            float[] x,
            int atX,
            int rows,
            int width,
            float[] c,
            int atC,
            float[] z,
            int atZ) {
        int end = SPECIES.loopBound(width);
        for (int r = 0; r < rows; r++) {
            int i = r * width;
            addStandardized(
                    dy, atDy + i, y, atY + i, slope, x, atX + i, width, end, c, atC, z, atZ + i);
            restAdd(dy, atDy + i, y, atY + i, slope, x, atX + i, width, end, c, atC, z, atZ + i);
        }
    }

    private static void addStandardized(
            float[] dy,
            int atDy,
            float[] y,
            int atY,
            float slope,
            float[] x,
            int atX,
            int width,
            int end,
            float[] c,
            int atC,
            float[] z,
            int atZ) {
        for (int j = 0; j < end; j += LANES) {
            FloatVector d = fromArray(SPECIES, dy, atDy + j);
            d = d.mul(slope).blend(d, fromArray(SPECIES, y, atY + j).compare(GT, 0));
            FloatVector rest = standardized(x, atX + j, c, atC + j, width, 2);
            FloatVector sum = d.mul(fromArray(SPECIES, c, atC + width + j)).add(rest);
            fromArray(SPECIES, z, atZ + j).add(sum).intoArray(z, atZ + j);
        }
    }

    private static void restAdd(
            float[] dy,
            int atDy,
            float[] y,
            int atY,
            float slope,
            float[] x,
            int atX,
            int width,
            int from,
            float[] c,
            int atC,
            float[] z,
            int atZ) {
        for (int j = from; j < width; j++) {
            float d = y[atY + j] > 0 ? dy[atDy + j] : slope * dy[atDy + j];
            float rest =
                    (x[atX + j] - c[atC + j]) * c[atC + 2 * width + j] + c[atC + 3 * width + j];
            z[atZ + j] += d * c[atC + width + j] + rest;
        }
    }
}
