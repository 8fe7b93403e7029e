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
 * @param scratch shapes of memory for the length of one call, undefined at its start; all layers of
 *     a net may be given the same
 * @param carried shapes of memory that lasts from pass to pass, zero before the first and part of a
 *     snapshot; the layer writes it in forward
 * @param derived shapes of memory for what {@link Layer#derive} makes of the weights
 * @param labels indices of bottoms that can take no gradient, such as labels and indices
 * @param habits what backward does not need
 */
public record Plan(
        List<Shape> tops,
        List<WeightSpec> weights,
        List<Shape> saved,
        List<Shape> scratch,
        List<Shape> carried,
        List<Shape> derived,
        Set<Integer> labels,
        Set<Habit> habits) {

    public Plan {
        tops = List.copyOf(tops);
        weights = List.copyOf(weights);
        saved = List.copyOf(saved);
        scratch = List.copyOf(scratch);
        carried = List.copyOf(carried);
        derived = List.copyOf(derived);
        labels = Set.copyOf(labels);
        habits = Set.copyOf(habits);
    }

    public static Plan tops(Shape... tops) {
        return tops(Arrays.asList(tops));
    }

    public static Plan tops(List<Shape> tops) {
        return new Plan(
                tops, List.of(), List.of(), List.of(), List.of(), List.of(), Set.of(), Set.of());
    }

    public Plan weights(List<WeightSpec> weights) {
        return new Plan(tops, weights, saved, scratch, carried, derived, labels, habits);
    }

    public Plan saved(Shape... saved) {
        return new Plan(
                tops, weights, Arrays.asList(saved), scratch, carried, derived, labels, habits);
    }

    public Plan scratch(Shape... scratch) {
        return new Plan(
                tops, weights, saved, Arrays.asList(scratch), carried, derived, labels, habits);
    }

    public Plan carried(Shape... carried) {
        return new Plan(
                tops, weights, saved, scratch, Arrays.asList(carried), derived, labels, habits);
    }

    public Plan derived(Shape... derived) {
        return new Plan(
                tops, weights, saved, scratch, carried, Arrays.asList(derived), labels, habits);
    }

    public Plan labels(Integer... labels) {
        return new Plan(
                tops,
                weights,
                saved,
                scratch,
                carried,
                derived,
                new TreeSet<>(Arrays.asList(labels)),
                habits);
    }

    public Plan habits(Habit... habits) {
        return habits(Set.of(habits));
    }

    public Plan habits(Set<Habit> habits) {
        return new Plan(tops, weights, saved, scratch, carried, derived, labels, habits);
    }

    public Plan without(Habit habit) {
        var others = new TreeSet<>(habits);
        others.remove(habit);
        return habits(others);
    }

    public boolean has(Habit habit) {
        return habits.contains(habit);
    }
}
