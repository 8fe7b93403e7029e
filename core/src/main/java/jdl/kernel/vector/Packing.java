package jdl.kernel.vector;

import static jdl.kernel.vector.Tile.LANES;

import java.util.Arrays;
import jdl.kernel.Convolution;
import jdl.kernel.Sweep;
import jdl.tensor.Tensor;

/**
 * Weights in the order in which tiles read them: panels of as many outputs as a tile is wide, and
 * in a panel row (channel, tap) by row, which is the order of files; what is beyond the last output
 * is 0.
 *
 * @param taps in a kernel of those that a sweep uses
 * @param outputs of a group, or its channels on the way down
 * @param inputs of an output: channels, or outputs on the way down
 * @param vectors in a panel's row
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Packing(Convolution c, int[] taps, boolean down, int outputs, int inputs, int vectors) {

    static Packing of(Convolution c, Sweep height, Sweep width, boolean down) {
        int[] taps = new int[height.taps().length * width.taps().length];
        int i = 0;
        for (int y : height.taps())
            for (int x : width.taps()) taps[i++] = y * c.width().kernel() + x;
        int outputs = down ? c.seen() : c.made();
        int inputs = down ? c.made() : c.seen();
        return new Packing(c, taps, down, outputs, inputs, outputs <= LANES ? 1 : 2);
    }

    int panelWidth() {
        return vectors * LANES;
    }

    int panels() {
        return (outputs - 1) / panelWidth() + 1;
    }

    /** Steps of the reduction. */
    int depth() {
        return taps.length * inputs;
    }

    int panelSize() {
        return depth() * panelWidth();
    }

    /** Outputs that a panel holds. */
    int outputs(int panel) {
        return Math.min(panelWidth(), outputs - panel * panelWidth());
    }

    /** Packs some steps of a panel of a group. */
    void pack(Tensor w, int group, int panel, int from, int end, float[] into, int to) {
        int count = outputs(panel);
        if (count < panelWidth()) Arrays.fill(into, to, to + (end - from) * panelWidth(), 0);
        int first = group * c.made() * c.seen() * c.taps();
        int at = w.offset() + first + panel * panelWidth() * stepOutput();
        if (down)
            for (int k = from; k < end; k++)
                copy(
                        w.array(),
                        at + k / taps.length * c.seen() * c.taps() + taps[k % taps.length],
                        c.taps(),
                        count,
                        into,
                        to + (k - from) * panelWidth());
        else
            Transposed.copy(
                    w.array(), at + from, stepOutput(), count, end - from, into, to, panelWidth());
    }

    private static void copy(float[] from, int at, int step, int count, float[] to, int start) {
        int o = 0;
        for (int f = at; o + 8 <= count; o += 8, f += 8 * step) {
            to[start + o] = from[f];
            to[start + o + 1] = from[f + step];
            to[start + o + 2] = from[f + 2 * step];
            to[start + o + 3] = from[f + 3 * step];
            to[start + o + 4] = from[f + 4 * step];
            to[start + o + 5] = from[f + 5 * step];
            to[start + o + 6] = from[f + 6 * step];
            to[start + o + 7] = from[f + 7 * step];
        }
        for (; o < count; o++) to[start + o] = from[at + o * step];
    }

    private int stepOutput() {
        return down ? c.taps() : c.seen() * c.taps();
    }
}
