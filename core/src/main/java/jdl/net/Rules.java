package jdl.net;

import jdl.proto.LayerParameter;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.proto.NetStateRule;

/**
 * Which layers of a net file belong to a state (phase, level, stages), as Caffe's FilterNet has it.
 */
public final class Rules {

    private Rules() {}

    /**
     * The net with only the layers that belong to {@code state}, and that state written into it.
     */
    public static NetParameter filter(NetParameter net, NetState state) {
        var filtered = net.toBuilder().clearLayer().setState(state);
        for (LayerParameter layer : net.getLayerList())
            if (includes(layer, state)) filtered.addLayer(layer);
        return filtered.build();
    }

    /** A layer without rules always belongs; one with several belongs if any rule is met. */
    static boolean includes(LayerParameter layer, NetState state) {
        if (layer.getIncludeCount() > 0 && layer.getExcludeCount() > 0) {
            throw new LayerFailure(
                    layer, "has both include and exclude rules; keep one of the two kinds");
        }
        return layer.getIncludeCount() > 0
                ? layer.getIncludeList().stream().anyMatch(rule -> meets(state, rule))
                : layer.getExcludeList().stream().noneMatch(rule -> meets(state, rule));
    }

    /** Whether a state meets every condition of a rule. */
    static boolean meets(NetState state, NetStateRule rule) {
        return (!rule.hasPhase() || rule.getPhase() == state.getPhase())
                && (!rule.hasMinLevel() || state.getLevel() >= rule.getMinLevel())
                && (!rule.hasMaxLevel() || state.getLevel() <= rule.getMaxLevel())
                && state.getStageList().containsAll(rule.getStageList())
                && rule.getNotStageList().stream().noneMatch(state.getStageList()::contains);
    }
}
