package jdl.kernel.vector;

import jdl.kernel.Convolution;
import jdl.kernel.ConvolutionKernels.Finish;
import jdl.kernel.Sweep;
import jdl.kernel.Workers;
import jdl.tensor.Tensor;

/**
 * A convolution of each channel by itself over images whose channels lie last. There are at least
 * as many channels as lanes.
 */
record DepthwiseConvolution(
        Workers workers, Convolution c, Tensor scratch, ThreadLocal<Workspace> workspace) {

    void toTop(Tensor w, Tensor x, Tensor y, Finish finish) {
        sweep(Sweep.up(c.height()), Sweep.up(c.width()), c.width().places(), c.places())
                .run(workers, w, scratch, x, y, false, finish);
    }

    /** Where a stride leaves pixels out, those that the same taps reach come together. */
    void toBottom(Tensor w, Tensor dy, Tensor dx, boolean add) {
        for (int y = 0; y < c.height().stride(); y++)
            for (int x = 0; x < c.width().stride(); x++)
                sweep(
                                Sweep.down(c.height(), y),
                                Sweep.down(c.width(), x),
                                c.width().size(),
                                c.area())
                        .run(workers, w, scratch, dy, dx, add, Finish.NONE);
    }

    void toWeights(Tensor x, Tensor dy, Tensor dw, boolean add) {
        DepthwiseSlopes.of(c, x, dy, scratch, workspace).run(workers, dw, add);
    }

    private DepthwiseSweep sweep(Sweep height, Sweep width, int resultWidth, int resultArea) {
        var frame = Frame.of(height, width, c.images(), c.channels(), c.channels());
        return new DepthwiseSweep(frame, c.width().kernel(), resultWidth, resultArea, workspace);
    }
}
