package jdl.layer;

import java.util.List;
import java.util.stream.IntStream;
import jdl.failure.Failure;
import jdl.proto.LayerParameter;

/** What {@code weight_norm} in a param makes of a layer. */
public final class WeightNorm {

    private WeightNorm() {}

    /** The layer, wrapped if one of its params asks for it. */
    public static Layer wrapped(LayerParameter settings, Layer made) {
        List<Integer> normed =
                IntStream.range(0, settings.getParamCount())
                        .filter(i -> settings.getParam(i).getWeightNorm())
                        .boxed()
                        .toList();
        List<WeightSpec> weights = made.plan().weights();
        for (int i : normed)
            if (i >= weights.size() || !weights.get(i).learns())
                throw Failure.config(
                        "weight_norm is for weights that learn, but param " + i + " is none");
        return normed.isEmpty() ? made : new WeightNormLayer(made, normed);
    }
}
