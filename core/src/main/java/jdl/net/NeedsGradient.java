package jdl.net;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import jdl.layer.WeightSpec;

/**
 * Finds what backward has to compute: gradients flow from a loss to whatever can learn, and nowhere
 * else. The rules are those of Caffe's Net::Init, told without Split layers: a blob that is read
 * several times is under a loss if any of its readers is.
 */
final class NeedsGradient implements Pass {

    @Override
    public NetPlan run(NetPlan plan) {
        var steps = upFromWeights(plan);
        steps = downFromLosses(steps);
        if (plan.settings().getForceBackward())
            steps = steps.stream().map(NeedsGradient::forced).toList();
        steps.forEach(NeedsGradient::refuseLabels);
        var wanted = wantedBlobs(steps);
        var blobs =
                IntStream.range(0, plan.blobs().size())
                        .mapToObj(i -> plan.blobs().get(i).gradient(wanted.contains(i)))
                        .toList();
        return plan.with(steps, blobs);
    }

    /**
     * A layer wants backward if it learns, or if one of its bottoms comes from a layer that does.
     */
    private static List<Step> upFromWeights(NetPlan plan) {
        Set<Integer> learnt = new HashSet<>();
        List<Step> steps = new ArrayList<>();
        for (Step step : plan.steps()) {
            var weightDiffs = new ArrayList<Boolean>();
            for (int i = 0; i < step.weights().size(); i++) weightDiffs.add(ownRate(step, i) != 0);
            var bottomDiffs = new ArrayList<Boolean>();
            for (int i = 0; i < step.bottoms().size(); i++) {
                boolean asked = step.settings().getPropagateDownCount() > 0;
                bottomDiffs.add(
                        asked
                                ? step.settings().getPropagateDown(i)
                                : learnt.contains(step.bottoms().get(i)));
            }
            boolean backward =
                    weightDiffs.contains(true)
                            || step.bottoms().stream().anyMatch(learnt::contains);
            if (backward) learnt.addAll(step.tops());
            steps.add(step.gradients(List.copyOf(bottomDiffs), List.copyOf(weightDiffs), backward));
        }
        return steps;
    }

    private static float ownRate(Step step, int weight) {
        if (!step.layer().plan().weights().get(weight).learns()) return 0;
        return weight < step.settings().getParamCount()
                ? step.settings().getParam(weight).getLrMult()
                : 1;
    }

    /**
     * Backward is for layers under a loss, and only where one of their tops really gets a gradient.
     */
    private static List<Step> downFromLosses(List<Step> steps) {
        Set<Integer> underLoss = new HashSet<>();
        Set<Integer> getsDiff = new HashSet<>();
        Set<Integer> read = new HashSet<>();
        var result = new ArrayList<>(steps);
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            boolean contributes =
                    isLoss(step) || step.tops().stream().anyMatch(underLoss::contains);
            boolean fed =
                    isLoss(step)
                            || step.tops().stream()
                                    .anyMatch(top -> !read.contains(top) || getsDiff.contains(top));
            boolean backward = step.backward() && contributes && fed;
            boolean asked = backward || (contributes && !step.backward());
            List<Boolean> bottoms =
                    asked
                            ? step.bottomDiffs()
                            : step.bottomDiffs().stream().map(b -> false).toList();
            for (int b = 0; b < bottoms.size(); b++) {
                int blob = step.bottoms().get(b);
                read.add(blob);
                if (contributes) underLoss.add(blob);
                if (bottoms.get(b)) getsDiff.add(blob);
            }
            result.set(i, step.gradients(bottoms, step.weightDiffs(), backward));
        }
        return result;
    }

    private static boolean isLoss(Step step) {
        return step.lossWeights().stream().anyMatch(weight -> weight != 0);
    }

    /**
     * {@code force_backward: true}: everything gets a gradient that can take one. A layer of labels
     * alone is asked all the same, and so refused: its user meant something else.
     */
    private static Step forced(Step step) {
        Set<Integer> labels = step.layer().plan().labels();
        int count = step.bottoms().size();
        var bottoms =
                IntStream.range(0, count)
                        .mapToObj(
                                i ->
                                        step.bottomDiffs().get(i)
                                                || !labels.contains(i)
                                                || (!step.loss() && labels.size() >= count))
                        .toList();
        var weights = step.layer().plan().weights().stream().map(WeightSpec::learns).toList();
        return step.gradients(bottoms, weights, true);
    }

    private static void refuseLabels(Step step) {
        for (int i : step.layer().plan().labels()) {
            if (i < step.bottoms().size() && step.backward() && step.bottomDiffs().get(i)) {
                throw new LayerFailure(
                        step.settings(),
                        "cannot give a gradient to bottom "
                                + i
                                + " (\""
                                + step.settings().getBottom(i)
                                + "\"); a label must not depend on anything that learns (or set propagate_down: false)");
            }
        }
    }

    private static Set<Integer> wantedBlobs(List<Step> steps) {
        Set<Integer> wanted = new HashSet<>();
        for (Step step : steps) {
            if (!step.backward()) continue;
            wanted.addAll(step.tops());
            for (int i = 0; i < step.bottoms().size(); i++)
                if (step.bottomDiffs().get(i)) wanted.add(step.bottoms().get(i));
        }
        return wanted;
    }
}
