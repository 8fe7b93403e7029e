package jdl.solver;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import jdl.failure.Failure;
import jdl.net.Weight;
import jdl.tensor.Tensor;

/** What a rule remembers of each weight of a net. */
final class Slots {

    private final List<List<Tensor>> byWeight;

    Slots(UpdateRule rule, List<Weight> weights) {
        byWeight = weights.stream().map(weight -> zeros(rule, weight)).toList();
    }

    private static List<Tensor> zeros(UpdateRule rule, Weight weight) {
        return IntStream.range(0, rule.slots())
                .mapToObj(i -> Tensor.zeros(weight.blob().shape()))
                .toList();
    }

    List<Tensor> of(int weight) {
        return byWeight.get(weight);
    }

    /** All, in Caffe's order: first slots of all weights, then second ones. */
    List<Tensor> history() {
        List<Tensor> history = new ArrayList<>();
        int each = byWeight.isEmpty() ? 0 : byWeight.get(0).size();
        for (int s = 0; s < each; s++)
            for (List<Tensor> ofWeight : byWeight) history.add(ofWeight.get(s));
        return history;
    }

    /** Puts back what a snapshot holds of {@code what}; a failure where it does not fit. */
    static void refill(String what, List<Tensor> own, List<Tensor> saved) {
        if (saved.size() != own.size()) {
            throw Failure.config(
                    "%s: the snapshot remembers %d tensors, but this solver and net need %d; resume with the solver and net that wrote it"
                            .formatted(what, saved.size(), own.size()));
        }
        for (int i = 0; i < own.size(); i++) {
            if (own.get(i).size() != saved.get(i).size()) {
                throw Failure.config(
                        "%s %d of the snapshot has shape %s, but the net needs %s; resume with the net that wrote it"
                                .formatted(what, i, saved.get(i).shape(), own.get(i).shape()));
            }
            own.get(i).copyFrom(saved.get(i));
        }
    }
}
