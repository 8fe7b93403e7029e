package jdl.kernel.vector;

import static jdl.kernel.vector.Tile.LANES;

import java.util.Arrays;
import jdl.kernel.Convolution;
import jdl.kernel.Sweep;
import jdl.tensor.Tensor;

/**
 * Weights in the order in which tiles read them: panels of as many outputs as a tile is wide, and
 * in a panel row (tap, channel) by row; what is beyond the last output is 0.
 *
 * @param outputs of a group, or its channels on the way down
 * @param inputs the others of the two
 * @param vectors that make a panel
 */
record Packing(
        Convolution c,
        Sweep height,
        Sweep width,
        boolean down,
        int outputs,
        int inputs,
        int vectors) {

    /** Inputs that are packed at a time. */
    private static final int INPUTS = 8;

    static Packing of(Convolution c, Sweep height, Sweep width, boolean down) {
        int outputs = down ? c.seen() : c.made();
        int inputs = down ? c.made() : c.seen();
        return new Packing(c, height, width, down, outputs, inputs, vectors(outputs));
    }

    /** As many vectors as the outputs fill, up to what the registers hold. */
    private static int vectors(int outputs) {
        if (outputs <= LANES) return 1;
        int rest = outputs % (4 * LANES);
        boolean twoFit =
                outputs <= 2 * LANES || rest > 0 && rest <= 2 * LANES && outputs < 8 * LANES;
        return twoFit || LANES < 16 ? 2 : 4;
    }

    int panelWidth() {
        return vectors * LANES;
    }

    int panels() {
        return (outputs - 1) / panelWidth() + 1;
    }

    /** Steps of the reduction. */
    int depth() {
        return height.taps().length * width.taps().length * inputs;
    }

    int panelSize() {
        return depth() * panelWidth();
    }

    /**
     * Packs one panel of one group: some inputs of all its outputs at a time, so that weights are
     * read as they lie, and the rows that are written stay in the cache.
     */
    void pack(Tensor w, int group, int panel, float[] into, int to) {
        int first = panel * panelWidth();
        int count = Math.min(panelWidth(), outputs - first);
        int from = w.offset() + group * c.made() * c.seen() * c.taps() + first * stepOutput();
        if (count < panelWidth()) Arrays.fill(into, to, to + panelSize(), 0);
        for (int i = 0; i < inputs; i += INPUTS)
            for (int o = 0; o < count; o++)
                inputs(
                        w.array(),
                        from + o * stepOutput(),
                        i,
                        Math.min(inputs, i + INPUTS),
                        into,
                        to + o);
    }

    private void inputs(float[] w, int from, int first, int end, float[] into, int to) {
        int step = down ? c.seen() * c.taps() : c.taps();
        int row = panelWidth();
        int tap = 0;
        for (int ky : height.taps())
            for (int kx : width.taps()) {
                int at = from + ky * c.width().kernel() + kx;
                int row0 = to + tap++ * inputs * row;
                for (int i = first; i < end; i++) into[row0 + i * row] = w[at + i * step];
            }
    }

    private int stepOutput() {
        return down ? c.taps() : c.seen() * c.taps();
    }
}
