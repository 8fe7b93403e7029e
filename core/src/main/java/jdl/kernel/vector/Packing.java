package jdl.kernel.vector;

import static jdl.kernel.vector.Tile.LANES;

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

    static Packing of(Convolution c, Sweep height, Sweep width, boolean down) {
        int outputs = down ? c.seen() : c.made();
        int inputs = down ? c.made() : c.seen();
        return new Packing(c, height, width, down, outputs, inputs, vectors(outputs));
    }

    /** As many vectors as the outputs fill, up to what the registers hold. */
    private static int vectors(int outputs) {
        if (outputs <= LANES) return 1;
        return outputs <= 2 * LANES || LANES < 16 ? 2 : 4;
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

    /** Packs one panel of one group. */
    void pack(Tensor w, int group, int panel, float[] into, int to) {
        int first = panel * panelWidth();
        int count = Math.min(panelWidth(), outputs - first);
        int stepOutput = down ? c.taps() : c.seen() * c.taps();
        int stepInput = down ? c.seen() * c.taps() : c.taps();
        int from = w.offset() + group * c.made() * c.seen() * c.taps() + first * stepOutput;
        for (int ky : height.taps())
            for (int kx : width.taps())
                for (int i = 0; i < inputs; i++, to += panelWidth())
                    row(
                            w.array(),
                            from + ky * c.width().kernel() + kx + i * stepInput,
                            stepOutput,
                            count,
                            into,
                            to);
    }

    private void row(float[] w, int from, int step, int count, float[] into, int to) {
        for (int o = 0; o < count; o++) into[to + o] = w[from + o * step];
        for (int o = count; o < panelWidth(); o++) into[to + o] = 0;
    }
}
