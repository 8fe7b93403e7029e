package jdl.net;

import java.util.Optional;
import jdl.layer.WeightSpec;

/**
 * A weight to be. Layers that share it by {@code param.name} use one plan; it is called after the
 * first, its owner.
 *
 * @param key "layer/index" of the owner
 * @param rate times the solver's rate ({@code lr_mult})
 * @param decay times the solver's weight decay ({@code decay_mult})
 * @param l1Decay times the solver's L1 decay ({@code l1_decay_mult})
 * @param lengthsOf the key of the weight whose rows' lengths it is at first, if that is so
 */
public record WeightPlan(
        String key,
        WeightSpec spec,
        float rate,
        float decay,
        float l1Decay,
        Optional<String> lengthsOf) {}
