package jdl.net;

import java.util.List;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.proto.LayerParameter;

/**
 * One layer's place in a plan. Bottoms, tops and weights are numbers of blobs and weights of the
 * plan.
 *
 * @param lossWeights one for each top; 0 for a top that is no loss
 * @param bottomDiffs which bottoms get a gradient from this layer
 * @param weightDiffs which weights get a gradient from this layer
 * @param backward whether backward runs at all
 */
public record Step(
        LayerParameter settings,
        LayerType type,
        Layer layer,
        List<Integer> bottoms,
        List<Integer> tops,
        List<Integer> weights,
        List<Float> lossWeights,
        List<Boolean> bottomDiffs,
        List<Boolean> weightDiffs,
        boolean backward) {

    public String name() {
        return settings.getName();
    }

    /** Whether the layer's type is a loss. */
    boolean loss() {
        return type.isLoss();
    }

    /** The same step with its layer made anew. */
    Step layer(Layer other) {
        return new Step(
                settings,
                type,
                other,
                bottoms,
                tops,
                weights,
                lossWeights,
                bottomDiffs,
                weightDiffs,
                backward);
    }

    /** The same step reading other blobs. */
    Step bottoms(List<Integer> others) {
        return new Step(
                settings,
                type,
                layer,
                List.copyOf(others),
                tops,
                weights,
                lossWeights,
                bottomDiffs,
                weightDiffs,
                backward);
    }

    Step gradients(List<Boolean> bottomDiffs, List<Boolean> weightDiffs, boolean backward) {
        return new Step(
                settings,
                type,
                layer,
                bottoms,
                tops,
                weights,
                lossWeights,
                bottomDiffs,
                weightDiffs,
                backward);
    }
}
