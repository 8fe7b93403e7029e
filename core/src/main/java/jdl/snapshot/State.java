package jdl.snapshot;

import java.util.List;
import java.util.Optional;
import jdl.proto.JdlState;
import jdl.tensor.Tensor;

/**
 * Where a run stands beside its weights: what the rule remembers of each, in Caffe's order. Without
 * {@code extra}, as from Caffe, a resume is only roughly exact.
 */
public record State(
        int iter,
        String learnedNet,
        List<Tensor> history,
        int currentStep,
        Optional<JdlState> extra) {

    public State {
        history = List.copyOf(history);
    }
}
