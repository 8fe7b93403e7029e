package jdl.net;

import java.util.List;
import jdl.layer.Layer;
import jdl.proto.LayerParameter;

/**
 * One layer's place in a plan. Bottoms, tops and weights are numbers of blobs and weights of the
 * plan.
 *
 * @param lossWeights one for each top; 0 for a top that is no loss
 * @param loss whether the layer's type is a loss
 * @param bottomDiffs which bottoms get a gradient from this layer
 * @param weightDiffs which weights get a gradient from this layer
 * @param backward whether backward runs at all
 */
public record Step(
        LayerParameter settings,
        Layer layer,
        boolean loss,
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

    Step gradients(List<Boolean> bottomDiffs, List<Boolean> weightDiffs, boolean backward) {
        return new Step(
                settings,
                layer,
                loss,
                bottoms,
                tops,
                weights,
                lossWeights,
                bottomDiffs,
                weightDiffs,
                backward);
    }
}
