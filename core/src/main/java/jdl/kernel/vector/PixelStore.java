package jdl.kernel.vector;

import jdl.kernel.ConvolutionKernels.Finish;
import jdl.tensor.Tensor;

/**
 * The way of a panel's sums from tiles into memory.
 *
 * @param results where each pixel's outputs lie in y
 * @param bias where this panel's outputs begin among all
 * @param from the first step of the reduction that the sums hold
 * @param to the step after the last
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PixelStore(
        Packing packing,
        Correlator.Call call,
        int[] results,
        int panel,
        int bias,
        int from,
        int to,
        float[] sums) {

    /** Some pixels, whose sums begin at {@code at}. */
    void pixels(int first, int last, int at) {
        int width = packing.panelWidth();
        int output = panel * width;
        if (!begins()
                && results[last - 1] - results[first] == (last - 1 - first) * width
                && packing.outputs(panel) == width)
            store(at, results[first] + output, (last - first) * width);
        else if (begins() && ends() && !call.add() && packing.outputs(panel) == width)
            finish(first, last, at);
        else
            for (int p = first; p < last; p++)
                store(at + (p - first) * width, results[p] + output, packing.outputs(panel));
    }

    /** Whether sums begin with a bias. */
    private boolean begins() {
        return from == 0 && call.finish().hasBias();
    }

    private boolean ends() {
        return to == packing.depth();
    }

    private void finish(int first, int last, int at) {
        Finish finish = call.finish();
        int width = packing.panelWidth();
        Tensor b = finish.bias();
        for (int p = first; p < last; p++)
            Sums.finish(
                    sums,
                    at + (p - first) * width,
                    b.array(),
                    b.offset() + bias,
                    finish.slope(),
                    call.y().array(),
                    results[p] + panel * width,
                    width);
    }

    private void store(int at, int into, int size) {
        float[] y = call.y().array();
        Tensor b = call.finish().bias();
        if (from > 0 || call.add()) Sums.add(sums, at, y, into, size);
        else if (begins()) Sums.put(sums, at, b.array(), b.offset() + bias, y, into, size);
        else Sums.put(sums, at, y, into, size);
        if (ends() && call.finish().bends()) Sums.bend(call.finish().slope(), y, into, size);
    }
}
