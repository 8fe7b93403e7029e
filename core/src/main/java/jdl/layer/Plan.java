package jdl.layer;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import jdl.tensor.Shape;

/**
 * What a layer needs before it can run.
 *
 * @param tops shapes of what it writes
 * @param weights what it learns
 * @param saved shapes of private memory: kept from forward to backward of a pass, undefined before
 * @param labels indices of bottoms that can take no gradient, such as labels and indices
 */
public record Plan(
        List<Shape> tops, List<WeightSpec> weights, List<Shape> saved, Set<Integer> labels) {

    public Plan {
        tops = List.copyOf(tops);
        weights = List.copyOf(weights);
        saved = List.copyOf(saved);
        labels = Set.copyOf(labels);
    }

    public static Plan tops(Shape... tops) {
        return tops(Arrays.asList(tops));
    }

    public static Plan tops(List<Shape> tops) {
        return new Plan(tops, List.of(), List.of(), Set.of());
    }

    public Plan weights(List<WeightSpec> weights) {
        return new Plan(tops, weights, saved, labels);
    }

    public Plan saved(Shape... saved) {
        return new Plan(tops, weights, Arrays.asList(saved), labels);
    }

    public Plan labels(Integer... labels) {
        return new Plan(tops, weights, saved, new TreeSet<>(Arrays.asList(labels)));
    }
}
