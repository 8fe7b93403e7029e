package jdl.net;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How each blob's diff begins in a backward: the first layer that adds to it finds it cleared, or
 * stores where it can.
 *
 * @param stored for each step, which of its bottoms' diffs it stores
 * @param cleared for each step, the blobs whose diffs are cleared before its backward
 */
record Beginnings(List<List<Boolean>> stored, List<List<Integer>> cleared) {

    static Beginnings of(NetPlan plan, boolean store) {
        int steps = plan.steps().size();
        List<List<Boolean>> stored = new ArrayList<>(Collections.nCopies(steps, List.of()));
        List<List<Integer>> cleared = new ArrayList<>(Collections.nCopies(steps, List.of()));
        Set<Integer> begun = seeded(plan);
        for (int s = steps - 1; s >= 0; s--) {
            Step step = plan.steps().get(s);
            stored.set(s, Collections.nCopies(step.bottoms().size(), false));
            if (!step.backward()) continue;
            Set<Integer> clear = new HashSet<>(step.tops());
            for (int blob : gradients(step)) clear.add(blob);
            clear.removeAll(begun);
            if (store && step.layer().heedsFresh()) {
                List<Boolean> mine = stores(step, clear);
                stored.set(s, mine);
                for (int b = 0; b < mine.size(); b++)
                    if (mine.get(b)) clear.remove(step.bottoms().get(b));
            }
            cleared.set(s, clear.stream().sorted().toList());
            begun.addAll(step.tops());
            begun.addAll(gradients(step));
        }
        return new Beginnings(List.copyOf(stored), List.copyOf(cleared));
    }

    /** The tops whose diffs hold a loss's weight from the start. */
    private static Set<Integer> seeded(NetPlan plan) {
        Set<Integer> seeded = new HashSet<>();
        for (Step step : plan.steps())
            for (int t = 0; t < step.tops().size(); t++)
                if (step.lossWeights().get(t) != 0) seeded.add(step.tops().get(t));
        return seeded;
    }

    /** The bottoms that get a gradient from a step. */
    private static List<Integer> gradients(Step step) {
        return IntStream.range(0, step.bottoms().size())
                .filter(b -> step.bottomDiffs().get(b))
                .mapToObj(b -> step.bottoms().get(b))
                .toList();
    }

    /** The bottoms that begin here; not one that the step reads twice. */
    private static List<Boolean> stores(Step step, Set<Integer> beginning) {
        return IntStream.range(0, step.bottoms().size())
                .mapToObj(
                        b ->
                                step.bottomDiffs().get(b)
                                        && beginning.contains(step.bottoms().get(b))
                                        && Collections.frequency(
                                                        step.bottoms(), step.bottoms().get(b))
                                                == 1)
                .toList();
    }
}
