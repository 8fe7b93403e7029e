package jdl.net;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jdl.layer.Layer;
import jdl.proto.LayerParameter;

/**
 * A layer and the only one that reads it become one where they can be run as one ({@link
 * Layer#then}): a convolution and its ReLU, a normalisation and its scale. What lay between them is
 * never in memory.
 */
final class JoinLayers implements Pass {

    @Override
    public NetPlan run(NetPlan plan) {
        var steps = new ArrayList<Step>();
        for (Step step : plan.steps()) {
            int with = partner(plan, steps, step);
            Optional<Step> joined = with < 0 ? Optional.empty() : joined(steps.get(with), step);
            if (joined.isPresent()) steps.remove(with);
            steps.add(joined.orElse(step));
        }
        return plan.with(List.copyOf(steps), plan.blobs());
    }

    /**
     * Which of the steps before gives this one its only bottom, and gives it to no other; or -1.
     */
    private static int partner(NetPlan plan, List<Step> before, Step step) {
        if (step.bottoms().size() != 1) return -1;
        int blob = step.bottoms().get(0);
        long readers = plan.steps().stream().filter(s -> s.bottoms().contains(blob)).count();
        if (readers != 1) return -1;
        for (int s = before.size() - 1; s >= 0; s--)
            if (before.get(s).tops().equals(List.of(blob))) return s;
        return -1;
    }

    private static Optional<Step> joined(Step first, Step next) {
        boolean loss = first.lossWeights().stream().anyMatch(weight -> weight != 0);
        boolean flows = first.backward() == next.bottomDiffs().get(0);
        if (loss || !flows || sharesWeights(first, next)) return Optional.empty();
        return first.layer().then(next.layer()).map(layer -> joined(layer, first, next));
    }

    /** A weight's gradient is added to by one layer at a time. */
    private static boolean sharesWeights(Step first, Step next) {
        Set<Integer> weights = new HashSet<>(first.weights());
        return next.weights().stream().anyMatch(weights::contains);
    }

    private static Step joined(Layer layer, Step first, Step next) {
        LayerParameter settings =
                first.settings().toBuilder()
                        .setName(first.name() + " + " + next.name())
                        .clearTop()
                        .addAllTop(next.settings().getTopList())
                        .build();
        return new Step(
                settings,
                first.type(),
                layer,
                first.bottoms(),
                next.tops(),
                both(first.weights(), next.weights()),
                next.lossWeights(),
                first.bottomDiffs(),
                both(first.weightDiffs(), next.weightDiffs()),
                first.backward() || next.backward());
    }

    private static <T> List<T> both(List<T> first, List<T> next) {
        var all = new ArrayList<>(first);
        all.addAll(next);
        return List.copyOf(all);
    }
}
