package jdl.kernel.vector;

import static jdl.kernel.vector.Tile.LANES;

import java.util.Arrays;
import jdl.kernel.Convolution;
import jdl.kernel.Kernels;
import jdl.kernel.Sweep;
import jdl.kernel.Workers;
import jdl.tensor.Tensor;

/**
 * What a top's gradient asks of the weights, over images whose channels lie last: tiles of
 * neighbouring floats of the bottom by outputs, summed along the pixels. Small gradients are summed
 * piece by piece of the batch, and the pieces in their order; of large ones each task has a panel
 * of outputs.
 */
final class WeightGradient {

    /** Pieces of a batch, at most: fixed, so that sums do not depend on threads. */
    private static final int PIECES = 16;

    /** Floats of a gradient of which pieces are worth their memory. */
    private static final int SMALL = 1 << 16;

    /**
     * Floats of bottom and top that are looked at a time, for small gradients and for large ones.
     */
    private static final int FIELD = 1 << 17;

    private static final int LARGE_FIELD = 1 << 19;

    /** Neighbours of the largest tile. */
    private static final int MOST_ROWS = 12;

    /** The share of work that makes up for the loads of a smaller tile. */
    private static final double WORTH = 0.9;

    private final Convolution c;
    private final ThreadLocal<Workspace> workspace;
    private final Frame frame;
    private final WeightSums sums;
    private final int rows;
    private final int run;
    private final int[] runSteps;
    private final int pieces;
    private final int rowsOfField;

    /** What all tasks of a call have in common. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Call(Tensor x, Tensor dy, Tensor dw, boolean add, float[] whole) {}

    WeightGradient(Convolution c, ThreadLocal<Workspace> workspace) {
        this.c = c;
        this.workspace = workspace;
        Sweep height = Sweep.up(c.height());
        Sweep width = Sweep.up(c.width());
        int panelWidth = c.made() <= LANES ? LANES : 2 * LANES;
        this.sums = new WeightSums(c, panelWidth);
        var inPlace = Frame.of(height, width, c.images(), c.channels(), c.seen());
        this.frame = run(c, inPlace) < MOST_ROWS ? inPlace.copied() : inPlace;
        this.run = run(c, frame);
        this.rows = rows(panelWidth, run);
        this.runSteps = runSteps();
        boolean small = sums.size() <= SMALL;
        this.pieces = small ? Math.min(PIECES, frame.rows()) : 1;
        int floatsOfRow = frame.floatsOfRow() + c.width().places() * c.outputs();
        this.rowsOfField = Math.max(1, (small ? FIELD : LARGE_FIELD) / floatsOfRow);
    }

    /** Neighbours of a tile: so many that the last tile of a run hangs over least. */
    private static int rows(int panelWidth, int run) {
        if (panelWidth == LANES) return MOST_ROWS;
        if (LANES < 16) return 6;
        return rounded(run, 8) < rounded(run, 12) * WORTH ? 8 : 12;
    }

    private static int rounded(int run, int rows) {
        return (run + rows - 1) / rows * rows;
    }

    /**
     * Floats of the bottom that lie together: an image's channels, perhaps of all taps of a row.
     */
    private static int run(Convolution c, Frame frame) {
        boolean joined = c.width().dilation() == 1 && frame.pixelStep() == c.seen();
        return joined ? c.width().kernel() * c.seen() : c.seen();
    }

    private int[] runSteps() {
        int across = c.width().kernel() * c.seen() / run;
        int[] result = new int[c.height().kernel() * across];
        for (int r = 0; r < result.length; r++)
            result[r] =
                    r / across * c.height().dilation() * frame.rowStep()
                            + r % across * c.width().dilation() * frame.pixelStep();
        return result;
    }

    /** {@code dw =} or {@code +=} the gradient. */
    void run(Workers workers, Tensor x, Tensor dy, Tensor dw, boolean add) {
        int size = sums.size();
        float[] whole = pieces > 1 ? workspace.get().whole(pieces * size) : new float[0];
        var call = new Call(x, dy, dw, add, whole);
        int panels = sums.panels();
        if (pieces == 1) {
            workers.forEach(panels, panel -> panel(call, panel));
            return;
        }
        workers.forEach(pieces, piece -> piece(call, piece));
        workers.forStrips(
                size,
                Kernels.STRIP,
                (from, to) -> {
                    for (int piece = 1; piece < pieces; piece++)
                        Sums.add(whole, piece * size + from, whole, from, to - from);
                });
        workers.forEach(
                panels, panel -> sums.bring(whole, panel * sums.panelSize(), panel, dw, add));
    }

    /** A panel's sums over the whole batch. */
    private void panel(Call call, int panel) {
        float[] to = workspace.get().whole(sums.panelSize());
        Arrays.fill(to, 0, sums.panelSize(), 0);
        for (int row = 0; row < frame.rows(); row += rowsOfField)
            field(call, row, Math.min(frame.rows(), row + rowsOfField), panel, to, 0);
        sums.bring(to, 0, panel, call.dw, call.add);
    }

    /** All sums over a piece of the batch. */
    private void piece(Call call, int piece) {
        int first = (int) ((long) frame.rows() * piece / pieces);
        int last = (int) ((long) frame.rows() * (piece + 1) / pieces);
        int at = piece * sums.size();
        Arrays.fill(call.whole, at, at + sums.size(), 0);
        for (int row = first; row < last; row += rowsOfField)
            for (int panel = 0; panel < sums.panels(); panel++)
                field(
                        call,
                        row,
                        Math.min(last, row + rowsOfField),
                        panel,
                        call.whole,
                        at + panel * sums.panelSize());
    }

    /** Adds what some rows give to a panel. */
    private void field(Call call, int first, int last, int panel, float[] to, int at) {
        Workspace mine = workspace.get();
        Field field = mine.field();
        int group = panel / sums.panelsOfGroup();
        int from = call.x.offset() + group * c.seen();
        field.read(call, frame, call.x, from, first, last);
        int width = sums.panelWidth();
        boolean asItLies = c.outputs() == width;
        int pixel = first * frame.width().count();
        int atTop = asItLies ? call.dy.offset() + pixel * width : 0;
        float[] top = asItLies ? call.dy.array() : mine.panel(field.count() * width);
        if (!asItLies) copyTop(call.dy, panel, pixel, field.count(), top);
        for (int begin = 0; begin < run; begin += rows)
            for (int r = 0; r < runSteps.length; r++) {
                // the last block begins early enough to end with the run
                int start = Math.max(0, Math.min(begin, run - rows));
                tile(field, runSteps[r] + start, top, atTop, mine.sums());
                Sums.add(
                        mine.sums(),
                        (begin - start) * width,
                        to,
                        at + (r * run + begin) * width,
                        Math.min(rows, run - begin) * width);
            }
    }

    private void copyTop(Tensor dy, int panel, int from, int count, float[] top) {
        int width = sums.panelWidth();
        int size = sums.outputs(panel);
        int at = dy.offset() + from * c.outputs() + sums.first(panel);
        for (int i = 0; i < count; i++) {
            System.arraycopy(dy.array(), at + i * c.outputs(), top, i * width, size);
            Arrays.fill(top, i * width + size, (i + 1) * width, 0);
        }
    }

    private void tile(Field f, int from, float[] top, int atTop, float[] found) {
        int width = sums.panelWidth();
        float[] x = f.source();
        if (width == LANES)
            NarrowWeightTile.twelveByOne(
                    x, from, f.places(), 0, f.count(), top, atTop, width, found);
        else if (LANES < 16)
            NarrowWeightTile.sixByTwo(x, from, f.places(), 0, f.count(), top, atTop, width, found);
        else if (rows == 8)
            WeightTile.eightByTwo(x, from, f.places(), 0, f.count(), top, atTop, width, found);
        else WeightTile.twelveByTwo(x, from, f.places(), 0, f.count(), top, atTop, width, found);
    }
}
