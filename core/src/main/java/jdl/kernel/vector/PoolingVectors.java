package jdl.kernel.vector;

import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.NE;
import static jdl.kernel.vector.Tile.LANES;
import static jdl.kernel.vector.Tile.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdl.kernel.PoolingLoops;

/**
 * The loops of poolings over vectors, with the bits of the plain ones. What only writes may write
 * the last floats of a pixel twice; what adds leaves them to a loop over floats.
 */
interface PoolingVectors extends PoolingLoops {

    @Override
    default void maxOfWindows(
            Pixels x, int first, float[] y, int atY, float[] choice, int atChoice) {
        int lanes = x.lanes();
        if (lanes < LANES) PoolingLoops.super.maxOfWindows(x, first, y, atY, choice, atChoice);
        else
            for (int p = 0; p < x.along().places(); p++) {
                int left = x.along().first(p);
                int columns = x.along().end(p) - left;
                for (int i = 0; i < lanes; i += 2 * LANES) {
                    int lane = Math.min(i, lanes - LANES);
                    int next = Math.min(i + LANES, lanes - LANES);
                    int to = p * lanes + lane;
                    if (!max(
                            x,
                            left,
                            columns,
                            lane,
                            next,
                            first,
                            y,
                            atY + to,
                            choice,
                            atChoice + to))
                        PoolingLoops.super.maxOfWindow(x, first, p, y, atY, choice, atChoice);
                }
            }
    }

    /** Two stretches of a window's floats; false if there is a NaN among them. */
    private static boolean max(
            Pixels p,
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
        int taps = p.lines() * columns;
        int apart = next - lane;
        int at = p.at() + left * lanes + lane;
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

    @Override
    default void addChosen(
            Pixels dx, int first, float[] dy, int atY, float[] choice, int atChoice) {
        int lanes = dx.lanes();
        int end = SPECIES.loopBound(lanes);
        for (int p = 0; p < dx.along().places(); p++) {
            int left = dx.along().first(p);
            int columns = dx.along().end(p) - left;
            int from = p * lanes;
            int to = dx.at() + left * lanes;
            for (int i = 0; i < end; i += LANES)
                addChosen(
                        dx.floats(),
                        to + i,
                        columns,
                        lanes,
                        dy,
                        atY + from + i,
                        choice,
                        atChoice + from + i,
                        first + left);
            if (end < lanes)
                addChosenLast(
                        dx, to, columns, dy, atY + from, choice, atChoice + from, first + left);
        }
    }

    /**
     * The last floats of a pixel: with those before, to which zero is added, where there are any.
     */
    private static void addChosenLast(
            Pixels p,
            int to,
            int columns,
            float[] dy,
            int atY,
            float[] choice,
            int atChoice,
            int first) {
        float[] dx = p.floats();
        int lanes = p.lanes();
        int done = SPECIES.loopBound(lanes);
        int last = lanes - LANES;
        if (last >= 0) {
            FloatVector zero = FloatVector.zero(SPECIES);
            VectorMask<Float> rest = zero.addIndex(1).compare(GE, (float) (done - last));
            FloatVector slope = zero.blend(fromArray(SPECIES, dy, atY + last), rest);
            FloatVector chosen = fromArray(SPECIES, choice, atChoice + last);
            for (int c = 0, at = to + last; c < columns; c++, at += lanes)
                fromArray(SPECIES, dx, at)
                        .add(zero.blend(slope, chosen.compare(EQ, (float) (first + c))))
                        .intoArray(dx, at);
        } else
            for (int i = 0; i < lanes; i++) {
                int chosen = (int) choice[atChoice + i] - first;
                if (chosen >= 0 && chosen < columns) dx[to + chosen * lanes + i] += dy[atY + i];
            }
    }

    private static void addChosen(
            float[] dx,
            int to,
            int columns,
            int lanes,
            float[] dy,
            int atY,
            float[] choice,
            int atChoice,
            int first) {
        FloatVector slope = fromArray(SPECIES, dy, atY);
        FloatVector chosen = fromArray(SPECIES, choice, atChoice);
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int c = 0, at = to; c < columns; c++, at += lanes)
            fromArray(SPECIES, dx, at)
                    .add(zero.blend(slope, chosen.compare(EQ, (float) (first + c))))
                    .intoArray(dx, at);
    }

    @Override
    default void meanOfWindows(Pixels x, int extent, float[] y, int atY) {
        int lanes = x.lanes();
        if (lanes < LANES) PoolingLoops.super.meanOfWindows(x, extent, y, atY);
        else
            for (int p = 0; p < x.along().places(); p++) {
                int left = x.along().first(p);
                int columns = x.along().end(p) - left;
                float n = extent * x.along().extent(p);
                for (int i = 0; i < lanes; i += LANES) {
                    int lane = Math.min(i, lanes - LANES);
                    mean(x, left, columns, lane, n, y, atY + p * lanes + lane);
                }
            }
    }

    private static void mean(
            Pixels p, int left, int columns, int lane, float n, float[] y, int atY) {
        float[] x = p.floats();
        int lanes = p.lanes();
        int taps = p.lines() * columns;
        int at = p.at() + left * lanes + lane;
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int tap = 0, c = 0; tap < taps; tap++) {
            sum = sum.add(fromArray(SPECIES, x, at));
            at += ++c == columns ? (p.along().size() - columns + 1) * lanes : lanes;
            c = c == columns ? 0 : c;
        }
        sum.div(n).intoArray(y, atY);
    }

    @Override
    default void addMeans(Pixels dx, int extent, float[] dy, int atY) {
        int lanes = dx.lanes();
        int end = SPECIES.loopBound(lanes);
        for (int p = 0; p < dx.along().places(); p++) {
            int left = dx.along().first(p);
            int columns = dx.along().end(p) - left;
            int to = dx.at() + left * lanes;
            int from = atY + p * lanes;
            float n = extent * dx.along().extent(p);
            for (int i = 0; i < end; i += LANES)
                addMean(dx.floats(), to + i, columns, lanes, dy, from + i, n);
            for (int c = 0; c < columns; c++)
                for (int i = end; i < lanes; i++)
                    dx.floats()[to + c * lanes + i] += dy[from + i] / n;
        }
    }

    private static void addMean(
            float[] dx, int to, int columns, int lanes, float[] dy, int atY, float n) {
        FloatVector share = fromArray(SPECIES, dy, atY).div(n);
        for (int c = 0, at = to; c < columns; c++, at += lanes)
            fromArray(SPECIES, dx, at).add(share).intoArray(dx, at);
    }
}
