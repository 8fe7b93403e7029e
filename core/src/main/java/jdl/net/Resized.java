package jdl.net;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import jdl.failure.Failure;
import jdl.layer.Layer;
import jdl.layer.WeightSpec;
import jdl.tensor.Shape;

/**
 * A plan after one step's tops were measured: the layers that they reach are made anew for the
 * shapes that reach them now. Names, weights and gradients do not depend on shapes and stay.
 */
final class Resized {

    private final List<Step> steps;
    private final List<BlobPlan> blobs;
    private final Set<Integer> changed = new HashSet<>();

    private Resized(NetPlan plan) {
        steps = new ArrayList<>(plan.steps());
        blobs = new ArrayList<>(plan.blobs());
    }

    static NetPlan from(NetPlan plan, int measured, List<Shape> tops) {
        var resized = new Resized(plan);
        resized.place(plan.steps().get(measured).tops(), tops);
        for (int s = measured + 1; s < plan.steps().size(); s++) resized.pass(s);
        return plan.with(List.copyOf(resized.steps), List.copyOf(resized.blobs));
    }

    private void place(List<Integer> tops, List<Shape> shapes) {
        for (int t = 0; t < tops.size(); t++) {
            BlobPlan before = blobs.get(tops.get(t));
            if (before.shape().equals(shapes.get(t))) continue;
            blobs.set(tops.get(t), before.shape(shapes.get(t)));
            changed.add(tops.get(t));
        }
    }

    private void pass(int index) {
        Step before = steps.get(index);
        if (Collections.disjoint(before.bottoms(), changed)) return;
        List<Shape> bottoms = before.bottoms().stream().map(b -> blobs.get(b).shape()).toList();
        Step after = LayerFailure.naming(before.settings(), () -> remade(before, bottoms));
        steps.set(index, after);
        place(after.tops(), after.layer().plan().tops());
    }

    private static Step remade(Step step, List<Shape> bottoms) {
        Layer layer = step.type().create(step.settings(), bottoms);
        List<Shape> before = weights(step.layer());
        List<Shape> after = weights(layer);
        IntStream.range(0, before.size())
                .filter(i -> !before.get(i).equals(after.get(i)))
                .findFirst()
                .ifPresent(
                        i -> {
                            throw Failure.config(
                                    "its weight %d of shape %s would need shape %s for bottoms of shape %s; let only the batch axis depend on data"
                                            .formatted(i, before.get(i), after.get(i), bottoms));
                        });
        return step.layer(layer);
    }

    private static List<Shape> weights(Layer layer) {
        return layer.plan().weights().stream().map(WeightSpec::shape).toList();
    }
}
