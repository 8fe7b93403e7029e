package jdl.layer;

import java.util.List;
import jdl.tensor.Blob;
import jdl.tensor.Tensor;

/** {@code y = a x + b} for each channel, which lie along axis 1. */
@FunctionalInterface
public interface Folding {

    /**
     * Takes {@code a} and {@code b} of what comes before, and puts there those of both together.
     *
     * @param weights the layer's
     */
    void fold(List<Blob> weights, Tensor a, Tensor b);
}
