package jdl.kernel.vector;

import java.util.Arrays;
import jdl.kernel.Convolution;
import jdl.tensor.Tensor;

/**
 * Where a gradient of weights is summed: panels of as many outputs as a tile is wide, and in a
 * panel row (tap, channel) by row.
 */
record WeightSums(Convolution c, int panelWidth) {

    int panelsOfGroup() {
        return (c.made() - 1) / panelWidth + 1;
    }

    /** Of all groups. */
    int panels() {
        return c.groups() * panelsOfGroup();
    }

    int panelSize() {
        return depth() * panelWidth;
    }

    int size() {
        return panels() * panelSize();
    }

    /** The first output of a panel. */
    int first(int panel) {
        return panel / panelsOfGroup() * c.made() + panel % panelsOfGroup() * panelWidth;
    }

    /** Outputs that a panel holds. */
    int outputs(int panel) {
        return Math.min(panelWidth, c.made() - panel % panelsOfGroup() * panelWidth);
    }

    private int depth() {
        return c.taps() * c.seen();
    }

    /** Brings a panel's sums where they lie in files, eight outputs at a time. */
    void bring(float[] sums, int from, int panel, Tensor dw, boolean add) {
        int count = outputs(panel);
        int to = dw.offset() + first(panel) * depth();
        if (!add) Arrays.fill(dw.array(), to, to + count * depth(), 0);
        int o = 0;
        for (; o + 8 <= count; o += 8) bringEight(sums, from + o, dw.array(), to + o * depth());
        for (; o < count; o++) bringOne(sums, from + o, dw.array(), to + o * depth());
    }

    private void bringEight(float[] sums, int from, float[] w, int to) {
        int step = depth();
        int next = c.seen() * panelWidth;
        for (int i = 0, t = to; i < c.seen(); i++)
            for (int tap = 0, f = from + i * panelWidth; tap < c.taps(); tap++, t++, f += next) {
                w[t] += sums[f];
                w[t + step] += sums[f + 1];
                w[t + 2 * step] += sums[f + 2];
                w[t + 3 * step] += sums[f + 3];
                w[t + 4 * step] += sums[f + 4];
                w[t + 5 * step] += sums[f + 5];
                w[t + 6 * step] += sums[f + 6];
                w[t + 7 * step] += sums[f + 7];
            }
    }

    private void bringOne(float[] sums, int from, float[] w, int to) {
        int next = c.seen() * panelWidth;
        for (int i = 0, t = to; i < c.seen(); i++)
            for (int tap = 0, f = from + i * panelWidth; tap < c.taps(); tap++, t++, f += next)
                w[t] += sums[f];
    }
}
