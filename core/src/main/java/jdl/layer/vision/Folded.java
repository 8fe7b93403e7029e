package jdl.layer.vision;

import java.util.ArrayList;
import java.util.List;
import jdl.layer.Layer;
import jdl.layer.WeightSpec;
import jdl.tensor.Blob;
import jdl.tensor.Tensor;

/**
 * A convolution's weights and those of the layers behind it that do {@code a x + b} to its
 * channels: together they are weights and biases of one convolution.
 *
 * @param own the convolution's weights
 */
record Folded(List<WeightSpec> own, List<Layer> behind) {

    Folded {
        own = List.copyOf(own);
        behind = List.copyOf(behind);
    }

    Folded and(Layer next) {
        var layers = new ArrayList<>(behind);
        layers.add(next);
        return new Folded(own, layers);
    }

    boolean isEmpty() {
        return behind.isEmpty();
    }

    /** Those of all layers, one behind the other. */
    List<WeightSpec> weights() {
        var all = new ArrayList<>(own);
        for (Layer layer : behind) all.addAll(layer.plan().weights());
        return all;
    }

    /** Computes the one convolution's weights and biases. */
    void into(List<Blob> weights, Tensor w, Tensor b) {
        Tensor a = Tensor.zeros(b.shape());
        a.fill(1);
        if (own.size() == 2) b.copyFrom(weights.get(1).data());
        else b.fill(0);
        int at = own.size();
        for (Layer layer : behind) {
            int end = at + layer.plan().weights().size();
            layer.folding().orElseThrow().fold(weights.subList(at, end), a, b);
            at = end;
        }
        Tensor from = weights.get(0).data();
        int row = w.size() / a.size();
        for (int i = 0; i < w.size(); i++) w.set(i, from.get(i) * a.get(i / row));
    }
}
