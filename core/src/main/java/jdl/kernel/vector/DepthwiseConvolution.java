package jdl.kernel.vector;

import java.util.Arrays;
import jdl.kernel.Convolution;
import jdl.kernel.ConvolutionKernels.Finish;
import jdl.kernel.Workers;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * A convolution of each channel by itself over images whose channels lie last. The scratch memory
 * holds weights tap by tap and what sums begin with, or the sums of slopes.
 */
record DepthwiseConvolution(
        Workers workers, Convolution c, Tensor scratch, ThreadLocal<Workspace> workspace) {

    private static final Finish NOTHING = new Finish(Tensor.zeros(Shape.of(0)), false, 0);

    void toTop(Tensor w, Tensor x, Tensor y, Finish finish) {
        DepthwiseSweep.up(c, workspace).run(workers, call(w, x, y, false, finish));
    }

    /** Where a stride leaves pixels out, those that the same taps reach come together. */
    void toBottom(Tensor w, Tensor dy, Tensor dx, boolean add) {
        var call = call(w, dy, dx, add, NOTHING);
        for (int y = 0; y < c.height().stride(); y++)
            for (int x = 0; x < c.width().stride(); x++)
                DepthwiseSweep.down(c, y, x, workspace).run(workers, call);
    }

    void toWeights(Tensor x, Tensor dy, Tensor dw, boolean add) {
        new DepthwiseSlopes(c, x, dy, scratch).run(workers, dw, add);
    }

    private DepthwiseSweep.Call call(Tensor w, Tensor x, Tensor y, boolean add, Finish finish) {
        float[] packed = scratch.array();
        int at = scratch.offset();
        for (int channel = 0; channel < c.channels(); channel++)
            for (int tap = 0; tap < c.taps(); tap++)
                packed[at + tap * c.channels() + channel] = w.get(channel * c.taps() + tap);
        int start = at + c.taps() * c.channels();
        Arrays.fill(packed, start, start + c.channels(), 0);
        Tensor bias = finish.bias();
        System.arraycopy(bias.array(), bias.offset(), packed, start, bias.size());
        return new DepthwiseSweep.Call(packed, at, start, x, y, add, finish);
    }
}
