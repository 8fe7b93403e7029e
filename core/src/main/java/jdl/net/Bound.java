package jdl.net;

import java.util.List;
import jdl.layer.Ports;
import jdl.tensor.Blob;
import jdl.tensor.Tensor;

/** A step with everything that it may touch. */
record Bound(Step step, Ports ports) {

    /** The same with other weights. */
    Bound weights(List<Blob> others) {
        return new Bound(step, ports.weights(others));
    }

    List<Blob> bottoms() {
        return ports.bottoms();
    }

    List<Blob> tops() {
        return ports.tops();
    }

    List<Blob> weights() {
        return ports.weights();
    }

    List<Tensor> saved() {
        return ports.saved();
    }

    List<Tensor> carried() {
        return ports.carried();
    }

    Blob top(int index) {
        return ports.top(index);
    }

    /** What the tops of the last forward add to the net's loss. */
    float loss() {
        float loss = 0;
        for (int t = 0; t < tops().size(); t++) {
            float weight = step.lossWeights().get(t);
            if (weight == 0) continue;
            Tensor top = top(t).data();
            float sum = 0;
            for (int i = 0; i < top.size(); i++) sum += top.get(i);
            loss += weight * sum;
        }
        return loss;
    }

    /** Gives the tops' diffs the slopes of the net's loss. */
    void seedLosses() {
        for (int t = 0; t < tops().size(); t++) {
            float weight = step.lossWeights().get(t);
            if (weight != 0 && top(t).hasDiff()) top(t).diff().fill(weight);
        }
    }

    /** Whether there is nothing to do: the tops have no elements. */
    boolean idle() {
        for (int t = 0; t < tops().size(); t++) if (top(t).shape().count() > 0) return false;
        return !tops().isEmpty();
    }
}
