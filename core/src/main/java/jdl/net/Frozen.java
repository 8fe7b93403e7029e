package jdl.net;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import jdl.failure.NamePattern;
import jdl.proto.LayerParameter;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.proto.ParamSpec;
import jdl.upgrade.Upgrade;

/** Nets of which some layers keep the weights that they have. */
public final class Frozen {

    private Frozen() {}

    /**
     * The net with rates and decays of 0 in the layers that {@code patterns} choose; its BatchNorms
     * among them gather no more means.
     *
     * @param state what the net is planned for, for only then it is known which layers have weights
     */
    public static NetParameter of(NetParameter net, NetState state, Collection<String> patterns) {
        if (patterns.isEmpty()) return net;
        Map<String, Integer> weights = new LinkedHashMap<>();
        for (Step step : NetPlan.of(net, state).steps())
            if (!step.weights().isEmpty()) weights.put(step.name(), step.weights().size());
        var chosen = NamePattern.chosen("solver: freeze", patterns, weights.keySet());
        var frozen = Upgrade.net(net).message().toBuilder();
        for (LayerParameter.Builder layer : frozen.getLayerBuilderList())
            if (chosen.contains(layer.getName()))
                freeze(layer, weights.getOrDefault(layer.getName(), 0));
        return frozen.build();
    }

    private static void freeze(LayerParameter.Builder layer, int weights) {
        while (layer.getParamCount() < weights) layer.addParam(ParamSpec.getDefaultInstance());
        for (ParamSpec.Builder param : layer.getParamBuilderList())
            param.setLrMult(0).setDecayMult(0).setL1DecayMult(0);
        if (layer.getType().equals("BatchNorm"))
            layer.getBatchNormParamBuilder().setUseGlobalStats(true);
    }
}
