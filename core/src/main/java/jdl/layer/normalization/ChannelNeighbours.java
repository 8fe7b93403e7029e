package jdl.layer.normalization;

import jdl.kernel.Loops;
import jdl.tensor.Tensor;

/** The same place in the channels at most {@code reach} away. */
record ChannelNeighbours(int images, int channels, int places, int reach) implements Neighbours {

    @Override
    public void add(Loops loops, Tensor from, float weight, Tensor to, int image) {
        for (int c = 0; c < channels; c++)
            for (int k = Math.max(0, c - reach); k <= Math.min(channels - 1, c + reach); k++)
                loops.axpy(
                        weight,
                        from.array(),
                        from.offset() + (image * channels + k) * places,
                        to.array(),
                        to.offset() + (image * channels + c) * places,
                        places);
    }
}
