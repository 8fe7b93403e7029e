package jdl.layer.normalization;

import java.util.List;
import jdl.tensor.Blob;

/**
 * A scale and a shift for each channel.
 *
 * @param weights the two, or the first, or none: then the scale is 1 and the shift 0
 */
record ChannelScale(List<Blob> weights) {

    static final ChannelScale NONE = new ChannelScale(List.of());

    float scale(int channel) {
        return weights.isEmpty() ? 1 : weights.get(0).data().get(channel);
    }

    float shift(int channel) {
        return weights.size() < 2 ? 0 : weights.get(1).data().get(channel);
    }

    /** Adds to the diffs that are wanted. */
    void add(int channel, double toScale, double toShift) {
        if (weights.isEmpty()) return;
        add(weights.get(0), channel, toScale);
        if (weights.size() > 1) add(weights.get(1), channel, toShift);
    }

    private static void add(Blob weight, int channel, double slope) {
        if (weight.hasDiff())
            weight.diff().set(channel, (float) (weight.diff().get(channel) + slope));
    }
}
