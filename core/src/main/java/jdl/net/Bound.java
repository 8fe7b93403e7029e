package jdl.net;

import java.util.List;
import jdl.kernel.Kernels;
import jdl.layer.Clock;
import jdl.layer.Ports;
import jdl.tensor.Blob;
import jdl.tensor.Tensor;

/** A step with everything that it may touch; the clock alone differs from pass to pass. */
record Bound(
        Step step,
        List<Blob> bottoms,
        List<Blob> tops,
        List<Blob> weights,
        List<Tensor> saved,
        List<Tensor> scratch,
        List<Tensor> carried,
        long seed) {

    /** The same with other weights. */
    Bound weights(List<Blob> others) {
        return new Bound(step, bottoms, tops, others, saved, scratch, carried, seed);
    }

    Ports ports(Kernels kernels, boolean training, long pass) {
        return new Ports(
                kernels,
                bottoms,
                tops,
                weights,
                saved,
                scratch,
                carried,
                new Clock(training, seed, pass));
    }

    Blob top(int index) {
        return tops.get(index);
    }

    /** Whether there is nothing to do: the tops have no elements. */
    boolean idle() {
        return !tops.isEmpty() && tops.stream().allMatch(top -> top.shape().count() == 0);
    }
}
