package jdl.layer;

import java.util.List;
import java.util.Optional;
import jdl.tensor.Blob;
import jdl.tensor.Tensor;

/** A layer that may be {@code factor · x + bias}, each of the two learnt, channel by channel. */
public interface ChannelScaling extends Layer {

    /**
     * Whether it is that, along axis 1 of its only bottom; its weights are the factors, and behind
     * them the biases if there are two.
     */
    boolean byChannel();

    @Override
    default Optional<Folding> folding() {
        return byChannel() ? Optional.of(ChannelScaling::fold) : Optional.empty();
    }

    private static void fold(List<Blob> weights, Tensor a, Tensor b) {
        for (int c = 0; c < a.size(); c++) {
            float factor = weights.get(0).data().get(c);
            a.set(c, a.get(c) * factor);
            b.set(c, b.get(c) * factor + (weights.size() < 2 ? 0 : weights.get(1).data().get(c)));
        }
    }
}
