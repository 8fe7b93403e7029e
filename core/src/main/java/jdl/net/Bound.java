package jdl.net;

import java.util.List;
import jdl.layer.Ports;
import jdl.tensor.Blob;
import jdl.tensor.Tensor;

/** A step with everything that it may touch. */
record Bound(Step step, Ports ports) {

    /** The same with other weights. */
    Bound weights(List<Blob> others) {
        return new Bound(
                step,
                new Ports(
                        ports.kernels(),
                        ports.bottoms(),
                        ports.tops(),
                        others,
                        ports.saved(),
                        ports.scratch(),
                        ports.carried(),
                        ports.now()));
    }

    List<Blob> bottoms() {
        return ports.bottoms();
    }

    List<Blob> tops() {
        return ports.tops();
    }

    List<Blob> weights() {
        return ports.weights();
    }

    List<Tensor> saved() {
        return ports.saved();
    }

    List<Tensor> carried() {
        return ports.carried();
    }

    Blob top(int index) {
        return ports.top(index);
    }

    /** Whether there is nothing to do: the tops have no elements. */
    boolean idle() {
        for (int t = 0; t < tops().size(); t++) if (top(t).shape().count() > 0) return false;
        return !tops().isEmpty();
    }
}
