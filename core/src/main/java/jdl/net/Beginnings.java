package jdl.net;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import jdl.layer.Habit;

/**
 * How diffs begin in a backward: the first layer that adds to one finds it cleared, or stores where
 * it can.
 *
 * @param blobs of blobs, in every pass
 * @param weights of weights, in the first pass of an iteration
 */
record Beginnings(Of blobs, Of weights) {

    /**
     * The diffs of blobs, or those of weights.
     *
     * @param stored for each step, which of the diffs that it adds to it stores
     * @param cleared for each step, the ones that are cleared before its backward
     */
    record Of(List<List<Boolean>> stored, List<List<Integer>> cleared) {}

    static Beginnings of(NetPlan plan, boolean store) {
        var blobs = new Walk(seeded(plan));
        var weights = new Walk(Set.of());
        for (int s = plan.steps().size() - 1; s >= 0; s--) {
            Step step = plan.steps().get(s);
            boolean stores = store && step.layer().plan().has(Habit.STORES_FRESH);
            boolean storesWeights = store && step.layer().plan().has(Habit.STORES_FRESH_WEIGHTS);
            List<Integer> reads = step.backward() ? step.tops() : List.of();
            blobs.pass(step.bottoms(), asked(step, step.bottomDiffs()), reads, stores);
            weights.pass(step.weights(), asked(step, step.weightDiffs()), List.of(), storesWeights);
        }
        return new Beginnings(blobs.result(), weights.result());
    }

    private static List<Boolean> asked(Step step, List<Boolean> diffs) {
        return step.backward() ? diffs : Collections.nCopies(diffs.size(), false);
    }

    /** The weights that no step adds to. */
    static List<Integer> untouched(NetPlan plan) {
        Set<Integer> touched = new HashSet<>();
        for (Step step : plan.steps())
            for (int w = 0; w < step.weights().size(); w++)
                if (step.backward() && step.weightDiffs().get(w))
                    touched.add(step.weights().get(w));
        return IntStream.range(0, plan.weights().size())
                .filter(w -> !touched.contains(w))
                .boxed()
                .toList();
    }

    /** The tops whose diffs hold a loss's weight from the start. */
    private static Set<Integer> seeded(NetPlan plan) {
        Set<Integer> seeded = new HashSet<>();
        for (Step step : plan.steps())
            for (int t = 0; t < step.tops().size(); t++)
                if (step.lossWeights().get(t) != 0) seeded.add(step.tops().get(t));
        return seeded;
    }

    /** A walk from the last step to the first that knows which diffs have begun. */
    private static final class Walk {

        private final Set<Integer> begun;
        private final List<List<Boolean>> stored = new ArrayList<>();
        private final List<List<Integer>> cleared = new ArrayList<>();

        Walk(Set<Integer> begun) {
            this.begun = new HashSet<>(begun);
        }

        /** A step adds to the diffs of {@code mine} that are asked for, and reads others. */
        void pass(List<Integer> mine, List<Boolean> asked, List<Integer> reads, boolean store) {
            List<Boolean> stores =
                    IntStream.range(0, mine.size())
                            .mapToObj(
                                    i ->
                                            store
                                                    && asked.get(i)
                                                    && !begun.contains(mine.get(i))
                                                    && Collections.frequency(mine, mine.get(i))
                                                            == 1)
                            .toList();
            Set<Integer> clear = new HashSet<>(reads);
            for (int i = 0; i < mine.size(); i++)
                if (asked.get(i) && !stores.get(i)) clear.add(mine.get(i));
            clear.removeAll(begun);
            stored.add(stores);
            cleared.add(clear.stream().sorted().toList());
            begun.addAll(reads);
            for (int i = 0; i < mine.size(); i++) if (asked.get(i)) begun.add(mine.get(i));
        }

        Of result() {
            Collections.reverse(stored);
            Collections.reverse(cleared);
            return new Of(List.copyOf(stored), List.copyOf(cleared));
        }
    }
}
