package jdl.net;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdl.failure.Failure;
import jdl.layer.Fillers;
import jdl.tensor.Blob;
import jdl.tensor.Dice;
import jdl.tensor.Tensor;

/**
 * Weights by name. Nets built over the same weights share them: a training net and its test nets.
 */
public final class Weights {

    private final Map<String, Weight> byKey = new LinkedHashMap<>();
    private final long seed;

    /** No weights yet; each is filled from dice of its own when a net first asks for it. */
    public Weights(long seed) {
        this.seed = seed;
    }

    public List<Weight> all() {
        return List.copyOf(byKey.values());
    }

    /** The weight of a plan: the one that is there, or a new one from its filler. */
    Weight of(WeightPlan plan) {
        Weight old = byKey.get(plan.key());
        if (old == null) {
            Weight fresh = filled(plan);
            byKey.put(plan.key(), fresh);
            return fresh;
        }
        if (!old.blob().shape().equals(plan.spec().shape())) {
            throw Failure.config(
                    "weight \""
                            + plan.key()
                            + "\" has shape "
                            + old.blob().shape()
                            + " in one net and "
                            + plan.spec().shape()
                            + " in another; layers of one name share their weights, so rename one of them");
        }
        return old;
    }

    private Weight filled(WeightPlan plan) {
        Tensor data = Tensor.zeros(plan.spec().shape());
        Fillers.fill(data, plan.spec().filler(), Dice.of(Dice.key(seed, plan.key())));
        return new Weight(
                plan.key(),
                Blob.of(data, Tensor.zeros(data.shape())),
                plan.rate(),
                plan.decay(),
                plan.l1Decay());
    }
}
