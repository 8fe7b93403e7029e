package jdl.layer.normalization;

import java.util.List;
import java.util.Optional;
import jdl.kernel.Kernels;
import jdl.layer.Broadcast;
import jdl.layer.Fillers;
import jdl.layer.Ports;
import jdl.layer.WeightSpec;
import jdl.proto.FillerParameter;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * {@code y = scale · x + shift} behind a normalisation, with two learnt weights.
 *
 * @param first the index of the scale among the layer's weights; the shift follows it
 * @param weights the two: 1 and 0 unless their fillers say otherwise
 */
record Affine(Broadcast broadcast, int first, List<WeightSpec> weights) {

    static Affine of(
            Broadcast broadcast,
            Shape each,
            int first,
            Optional<FillerParameter> scale,
            FillerParameter shift) {
        var one = new WeightSpec(each, scale.orElseGet(() -> Fillers.constant(1)));
        return new Affine(broadcast, first, List.of(one, new WeightSpec(each, shift)));
    }

    void forward(Ports p, Tensor x, Tensor y) {
        broadcast.multiply(p.kernels(), x, p.weight(first).data(), y);
        broadcast.add(p.kernels(), p.weight(first + 1).data(), y);
    }

    /** Adds to the weights' diffs, and writes the slope of {@code x} if it is wanted. */
    void backward(Ports p, Tensor x, Tensor dy, Tensor dx) {
        Kernels kernels = p.kernels();
        var scale = p.weight(first);
        var shift = p.weight(first + 1);
        if (scale.hasDiff()) broadcast.dot(kernels, x, dy, scale.diff());
        if (shift.hasDiff()) broadcast.sum(kernels, dy, shift.diff());
        if (p.bottom(0).hasDiff()) broadcast.multiply(kernels, dy, scale.data(), dx);
    }
}
