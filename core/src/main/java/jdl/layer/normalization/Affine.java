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
 * {@code y = scale · x + shift} behind a normalisation, with two learnt weights, the layer's only
 * ones: 1 and 0 unless their fillers say otherwise.
 */
record Affine(Broadcast broadcast, List<WeightSpec> weights) {

    static Affine of(
            Broadcast broadcast,
            Shape each,
            Optional<FillerParameter> scale,
            FillerParameter shift) {
        return new Affine(broadcast, weights(each, scale, shift));
    }

    static List<WeightSpec> weights(
            Shape each, Optional<FillerParameter> scale, FillerParameter shift) {
        var one = new WeightSpec(each, scale.orElseGet(() -> Fillers.constant(1)));
        return List.of(one, new WeightSpec(each, shift));
    }

    void forward(Ports p, Tensor y) {
        broadcast.multiply(p.kernels(), y, p.weight(0).data(), y);
        broadcast.add(p.kernels(), p.weight(1).data(), y);
    }

    /** Adds to the weights' diffs, and writes the slope of {@code x} if it is wanted. */
    void backward(Ports p, Tensor x, Tensor dy, Tensor dx) {
        Kernels kernels = p.kernels();
        var scale = p.weight(0);
        var shift = p.weight(1);
        if (scale.hasDiff()) broadcast.dot(kernels, x, dy, scale.diff());
        if (shift.hasDiff()) broadcast.sum(kernels, dy, shift.diff());
        if (p.bottom(0).hasDiff()) broadcast.multiply(kernels, dy, scale.data(), dx);
    }
}
