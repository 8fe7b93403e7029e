package jdl.kernel.vector;

import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GE;
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
            Pixels x,
            int at,
            int lines,
            int first,
            float[] y,
            int atY,
            float[] choice,
            int atChoice) {
        int lanes = x.lanes();
        if (lanes < LANES)
            PoolingLoops.super.maxOfWindows(x, at, lines, first, y, atY, choice, atChoice);
        else
            for (int p = 0; p < x.along().places(); p++) {
                int left = x.along().first(p);
                int columns = x.along().end(p) - left;
                for (int i = 0; i < lanes; i += 2 * LANES) {
                    int lane = Math.min(i, lanes - LANES);
                    int next = Math.min(i + LANES, lanes - LANES);
                    int to = p * lanes + lane;
                    if (!MaxTile.run(
                            x,
                            at,
                            lines,
                            left,
                            columns,
                            lane,
                            next,
                            first,
                            y,
                            atY + to,
                            choice,
                            atChoice + to))
                        PoolingLoops.super.maxOfWindow(
                                x, at, lines, first, p, y, atY, choice, atChoice);
                }
            }
    }

    @Override
    default void addChosen(
            Pixels dx, int line, int first, float[] dy, int atY, float[] choice, int atChoice) {
        int lanes = dx.lanes();
        int end = SPECIES.loopBound(lanes);
        for (int p = 0; p < dx.along().places(); p++) {
            int left = dx.along().first(p);
            int columns = dx.along().end(p) - left;
            int from = p * lanes;
            int to = line + left * lanes;
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
    default void meanOfWindows(Pixels x, int at, int lines, int extent, float[] y, int atY) {
        int lanes = x.lanes();
        if (lanes < LANES) PoolingLoops.super.meanOfWindows(x, at, lines, extent, y, atY);
        else
            for (int p = 0; p < x.along().places(); p++) {
                int left = x.along().first(p);
                int columns = x.along().end(p) - left;
                float n = extent * x.along().extent(p);
                for (int i = 0; i < lanes; i += LANES) {
                    int lane = Math.min(i, lanes - LANES);
                    mean(x, at + left * lanes + lane, lines, columns, n, y, atY + p * lanes + lane);
                }
            }
    }

    private static void mean(
            Pixels p, int from, int lines, int columns, float n, float[] y, int atY) {
        float[] x = p.floats();
        int lanes = p.lanes();
        int taps = lines * columns;
        int at = from;
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int tap = 0, c = 0; tap < taps; tap++) {
            sum = sum.add(fromArray(SPECIES, x, at));
            at += ++c == columns ? (p.along().size() - columns + 1) * lanes : lanes;
            c = c == columns ? 0 : c;
        }
        sum.div(n).intoArray(y, atY);
    }

    @Override
    default void addMeans(Pixels dx, int line, int extent, float[] dy, int atY) {
        int lanes = dx.lanes();
        int end = SPECIES.loopBound(lanes);
        for (int p = 0; p < dx.along().places(); p++) {
            int left = dx.along().first(p);
            int columns = dx.along().end(p) - left;
            int to = line + left * lanes;
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
